"""One sender's flood is shed; the backlog of an outage never is."""

import time
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.db import Sessions
from bot.intake.floods import FRESH, WAITING_LIMIT
from bot.intake.store import Inbox
from bot.models import Counter, Outbox
from bot.models import Inbox as Row
from bot.models.outbox import MessageClass
from bot.outbox import claim
from bot.services.letters import post, sealed
from bot.services.letters.post import payload_cell
from tests.conftest import Clock
from tests.factories import make_person

Raw = dict[str, Any]


def messages(first: int, count: int, *, user: int = 1001, age: int = 0) -> list[Raw]:
    return [_message(first + n, user, int(time.time()) - age) for n in range(count)]


def _message(update_id: int, user: int, date: int) -> Raw:
    chat = {"id": user, "type": "private"}
    body = {"date": date, "from": {"id": user}, "chat": chat, "text": "a"}
    return {"update_id": update_id, "message": body}


@pytest.fixture
def inbox(sessions: Sessions) -> Inbox:
    return Inbox(sessions, 42, a_minute=10_000)


@pytest.fixture
def slow(sessions: Sessions) -> Inbox:
    """An inbox that takes five updates of a person within a minute."""
    return Inbox(sessions, 42, a_minute=5)


async def shed(session: AsyncSession) -> int:
    found = select(func.count()).select_from(Row).where(Row.state == "shed")
    return await session.scalar(found) or 0


async def warnings(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Outbox)) or 0


async def test_as_many_as_may_wait_are_kept(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT))
    assert (await shed(session), await warnings(session)) == (0, 0)


async def test_of_a_flood_all_is_committed_that_has_room(committed: Sessions) -> None:
    inbox = Inbox(committed, 42, a_minute=10_000)
    lanes = await inbox.store(messages(1, WAITING_LIMIT + 3))
    async with committed() as session:
        rows = select(Row.state, func.count()).group_by(Row.state)
        found = sorted((await session.execute(rows)).all())
    assert (found, len(lanes)) == ([("new", WAITING_LIMIT), ("shed", 3)], 1)


async def test_what_is_more_is_shed_without_its_words(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT))
    await inbox.store(messages(1001, 3))
    rows = await session.scalars(select(Row.payload).where(Row.state == "shed"))
    assert rows.all() == [None] * 3


@pytest.fixture
async def answers(session: AsyncSession) -> None:
    """As many answers as may wait."""
    for _ in range(WAITING_LIMIT):
        await post.owe(
            session, Address(1001), {"text": "a"}, message_class=MessageClass.ANSWER
        )
    await session.commit()


@pytest.mark.usefixtures("answers")
async def test_answers_that_wait_count_too(inbox: Inbox, session: AsyncSession) -> None:
    await inbox.store(messages(1, 3))
    assert await shed(session) == 3


@pytest.mark.usefixtures("answers")
async def test_the_warning_leaves_before_answers_that_wait(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store(messages(1, 3))
    [first] = await claim.due(session, 1)
    payload = sealed.open_json(session, first.payload or b"", payload_cell(first.id))
    assert payload != {"text": "a"}


async def test_what_is_shed_is_counted(inbox: Inbox, session: AsyncSession) -> None:
    await inbox.store(messages(1, WAITING_LIMIT + 3))
    assert (await session.get_one(Counter, "shed")).n == 3


async def test_the_sender_is_warned_once_a_minute(
    inbox: Inbox, session: AsyncSession, clock: Clock
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT + 3))
    await inbox.store(messages(1001, 3))
    first = await warnings(session)
    await clock.forward("61 seconds")
    await inbox.store(messages(2001, 3, age=-61))
    assert (first, await warnings(session)) == (1, 2)


async def test_the_warning_is_in_the_language_of_the_sender(
    inbox: Inbox, session: AsyncSession, vault: Vault
) -> None:
    account = vault.accounts(1001)[0]
    await make_person(session, account=account, language="en")
    await session.commit()
    await inbox.store(messages(1, WAITING_LIMIT + 3))
    row = (await session.scalars(select(Outbox))).one()
    cell = payload_cell(row.id)
    payload = sealed.open_json(session, row.payload or b"", cell)
    assert payload["text"].startswith("That is more")


async def test_an_old_message_is_never_shed(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT + 3, age=FRESH + 5))
    assert (await shed(session), await warnings(session)) == (0, 0)


async def test_edits_of_an_old_message_are_a_flood_too(
    inbox: Inbox, session: AsyncSession
) -> None:
    edits = messages(1, WAITING_LIMIT + 3, age=3600)
    for raw in edits:
        body = raw.pop("message")
        raw["edited_message"] = body | {"edit_date": int(time.time())}
    await inbox.store(edits)
    assert await shed(session) == 3


async def test_what_waits_for_longer_than_five_minutes_does_not_count(
    inbox: Inbox, session: AsyncSession, clock: Clock
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT))
    await clock.forward("6 minutes")
    await inbox.store(messages(1001, 3, age=-360))
    assert await shed(session) == 0


async def test_what_is_done_does_not_count(inbox: Inbox, session: AsyncSession) -> None:
    await inbox.store(messages(1, WAITING_LIMIT))
    await session.execute(update(Row).values(state="done"))
    await session.commit()
    await inbox.store(messages(1001, 3))
    assert await shed(session) == 0


async def test_others_are_not_shed_with_the_flood(
    inbox: Inbox, session: AsyncSession
) -> None:
    await inbox.store(messages(1, WAITING_LIMIT))
    await inbox.store([*messages(1001, 1, user=1002), *messages(2001, 1)])
    states = await session.execute(
        select(Row.update_id, Row.state).where(Row.update_id > WAITING_LIMIT)
    )
    assert dict(states.all()) == {1001: "new", 2001: "shed"}


async def test_a_redelivery_is_no_flood(inbox: Inbox, session: AsyncSession) -> None:
    await inbox.store(messages(1, 150))
    await inbox.store([*messages(51, 100), *messages(1001, 1)])
    newest = await session.get_one(Row, (42, 1001))
    assert (newest.state, await warnings(session)) == ("new", 0)


async def test_what_a_sender_does_beyond_a_minutes_share_is_shed(
    slow: Inbox, session: AsyncSession
) -> None:
    await slow.store(messages(1, 4))
    await session.execute(update(Row).values(state="done"))
    await session.commit()
    await slow.store(messages(1001, 3))
    assert (await shed(session), await warnings(session)) == (2, 1)


async def test_who_was_too_quick_is_read_again_in_a_minute(
    slow: Inbox, session: AsyncSession, clock: Clock
) -> None:
    await slow.store(messages(1, 8))
    await clock.forward("61 seconds")
    await slow.store(messages(1001, 5, age=-61))
    assert (await shed(session), await warnings(session)) == (3, 1)


async def test_answers_to_our_questions_are_nothing_that_a_sender_did(
    slow: Inbox, session: AsyncSession, vault: Vault
) -> None:
    lane = Address(1001).key(vault)
    for n in range(5):
        session.add(Row(bot_id=42, update_id=-1 - n, lane=lane, state="done"))
    await session.commit()
    await slow.store(messages(1, 5))
    assert await shed(session) == 0


async def test_presses_count_like_messages(slow: Inbox, session: AsyncSession) -> None:
    chat = {"id": 1001, "type": "private"}
    query = {"from": {"id": 1001}, "message": {"date": 1, "chat": chat}, "data": "a"}
    presses = [{"update_id": 11 + n, "callback_query": query} for n in range(3)]
    await slow.store([*messages(1, 4), *presses])
    assert (await shed(session), await warnings(session)) == (2, 1)


async def test_what_waited_out_an_outage_takes_no_room_of_what_is_new(
    slow: Inbox, session: AsyncSession
) -> None:
    await slow.store([*messages(1, 4, age=FRESH + 5), *messages(1001, 5)])
    assert (await shed(session), await warnings(session)) == (0, 0)
