"""The inbox takes every update once, and nobody reads it there."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Vault
from bot.db import Sessions
from bot.intake.store import Inbox, payload_cell
from bot.models import Inbox as Row

BOT = 42
USER = 1001


def message(update_id: int, text: str = "Лавка біля амбулаторії") -> dict[str, Any]:
    sender = {"id": USER, "is_bot": False, "first_name": "Olena"}
    chat = {"id": USER, "type": "private", "first_name": "Olena"}
    body = {"message_id": 1, "date": 0, "from": sender, "chat": chat, "text": text}
    return {"update_id": update_id, "message": body}


@pytest.fixture
def inbox(sessions: Sessions) -> Inbox:
    return Inbox(sessions, BOT)


async def test_a_redelivered_update_leaves_its_row_as_it_is(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store([message(1)])
    await session.execute(update(Row).values(state="done", payload=None))
    await session.commit()
    await inbox.store([message(1), message(2)])
    states = await session.execute(select(Row.update_id, Row.state))
    assert dict(states.all()) == {1: "done", 2: "new"}


async def test_only_lanes_with_new_work_come_back(inbox: Inbox) -> None:
    first = await inbox.store([message(1)])
    again = await inbox.store([message(1)])
    assert (len(first), again) == (1, set())


async def test_the_row_tells_neither_words_nor_names_nor_ids(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store([message(1)])
    payload = (await session.scalars(select(Row.payload))).one() or b""
    plain = ("Лавка".encode(), rb"\u041b\u0430", b"Olena", str(USER).encode())
    assert [each for each in plain if each in payload] == []


async def test_what_no_release_knows_yet_is_kept(
    inbox: Inbox, session: AsyncSession, vault: Vault
) -> None:
    raw = {"update_id": 1, "hologram": {"id": "7", "from": {"id": USER}, "x": [1]}}
    await inbox.store([raw])
    payload = (await session.scalars(select(Row.payload))).one() or b""
    assert json.loads(vault.open(payload, payload_cell(1))) == raw


async def test_half_a_character_is_kept(
    inbox: Inbox, session: AsyncSession, vault: Vault
) -> None:
    await inbox.store([message(1, "\ud83d \x00")])
    payload = (await session.scalars(select(Row.payload))).one() or b""
    kept = json.loads(vault.open(payload, payload_cell(1)))
    assert kept["message"]["text"] == "\ud83d \x00"


async def test_two_bots_keep_their_updates_apart(
    sessions: Sessions, inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store([message(1)])
    await Inbox(sessions, BOT + 1).store([message(1)])
    assert await session.scalar(select(func.count()).select_from(Row)) == 2


async def test_taken_in_by_two_replicas_at_once_it_is_kept_once(
    committed: Sessions,
) -> None:
    both = [Inbox(committed, BOT).store([message(1)]) for _ in range(2)]
    lanes = await asyncio.gather(*both)
    async with committed() as session:
        rows = await session.scalar(select(func.count()).select_from(Row))
    assert (rows, sorted(map(len, lanes))) == (1, [0, 1])
