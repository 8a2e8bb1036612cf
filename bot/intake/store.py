"""The inbox: one statement for up to 100 updates, committed before the answer."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.crypto import Cell, Vault
from bot.db import Sessions, vault
from bot.intake import floods
from bot.intake.floods import Arrival
from bot.intake.lean import lean
from bot.intake.origin import Origin
from bot.settings import A_MINUTE

_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))
# The moment is asked for once: as each row's own default it takes a third of the time.
_KEEP: Final = """
    insert into inbox (bot_id, update_id, lane, account, payload, state, received_at)
    select :bot_id, came.*, (select app_now()) from unnest(
        cast(:ids as bigint[]), cast(:lanes as bigint[]), cast(:accounts as bytea[]),
        cast(:payloads as bytea[]), cast(:states as text[])
    ) as came
"""
_INSERT: Final = text(_KEEP + "on conflict do nothing returning lane")
# All of them, or nothing where some lane has no room for what it brings.
_INSERT_ALL: Final = text(f"""
    with room as materialized ({floods.ROOM}), kept as (
        {_KEEP} where not exists (select from room where many > free)
        on conflict do nothing returning lane
    )
    select exists (select from room where many > free), array(select lane from kept)
""")  # noqa: S608 - both are ours


def payload_cell(update_id: int) -> Cell:
    """Name the cell of an update's payload."""
    return Cell("inbox", "payload", update_id)


class Inbox:
    """Takes updates in, and tells `waiting` which lanes have new work."""

    def __init__(
        self, sessions: Sessions, bot_id: int, *, a_minute: int = A_MINUTE
    ) -> None:
        self._sessions = sessions
        self._lone = db.make_lone(sessions)
        self._bot_id = bot_id
        self._a_minute = a_minute

    async def store(self, updates: Sequence[dict[str, Any]]) -> set[int]:
        """Commit updates; a redelivered one changes nothing. Returns their lanes."""
        if not updates:
            return set()
        async with self._lone.begin() as session:  # one statement, not two
            arrivals = [_arrival(vault(session), raw) for raw in updates]
            is_flood, kept = await self._keep_all(session, arrivals, updates)
        if is_flood:
            async with self._sessions.begin() as session:
                kept = await self._shed(session, arrivals, updates)
        return set(kept)

    async def _keep_all(
        self,
        session: AsyncSession,
        arrivals: Sequence[Arrival],
        updates: Sequence[dict[str, Any]],
    ) -> tuple[bool, Iterable[int]]:
        """Keep all, or nothing where one sender floods; tell whether one does."""
        keys = vault(session)
        values = {"bot_id": self._bot_id} | _columns(keys, arrivals, updates)
        values |= floods.limits(arrivals, self._a_minute)
        is_flood, kept = (await session.execute(_INSERT_ALL, values)).one()
        return is_flood, kept

    async def _shed(
        self,
        session: AsyncSession,
        arrivals: Sequence[Arrival],
        updates: Sequence[dict[str, Any]],
    ) -> Iterable[int]:
        """Keep all but what one sender floods."""
        keys = vault(session)
        shed = await floods.shed(session, self._bot_id, arrivals, self._a_minute)
        values = {"bot_id": self._bot_id} | _columns(keys, arrivals, updates, shed)
        return (await session.execute(_INSERT, values)).scalars()


def _columns(
    keys: Vault,
    arrivals: Sequence[Arrival],
    updates: Sequence[dict[str, Any]],
    shed: Collection[int] = (),
) -> dict[str, list[Any]]:
    ids = [each.update_id for each in arrivals]
    return {
        "ids": ids,
        "lanes": [each.lane for each in arrivals],
        "accounts": [
            None if each.update_id in shed else each.origin.account(keys)
            for each in arrivals
        ],
        "payloads": [
            None if update_id in shed else _seal(keys, update_id, raw)
            for update_id, raw in zip(ids, updates, strict=True)
        ],
        "states": ["shed" if update_id in shed else "new" for update_id in ids],
    }


def _arrival(keys: Vault, raw: dict[str, Any]) -> Arrival:
    origin = Origin.of(raw)
    return Arrival(int(raw["update_id"]), origin, origin.lane(keys))


def _seal(keys: Vault, update_id: int, raw: dict[str, Any]) -> bytes:
    return keys.seal(_ENCODER.encode(lean(raw)), payload_cell(update_id))
