"""What is kept no longer, and what is kept still."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.models import Conversation, Gate, Inbox, Invitation, Outbox
from bot.services.endings import retention
from tests.bot.services.rows import draft_of
from tests.factories import make_case, make_person


@pytest.fixture
async def moment(session: AsyncSession) -> datetime:
    return await db.now(session)


async def add(session: AsyncSession, *rows: Any) -> None:
    session.add_all(rows)
    await session.flush()


async def left(session: AsyncSession, column: Any) -> list[Any]:
    return list(await session.scalars(select(column).order_by(column)))


async def _conversation(session: AsyncSession, expires_at: datetime) -> Conversation:
    row = Conversation(
        person_id=(await make_person(session)).id,
        form="proposal",
        step="text",
        turn=3,
        answers=b"sealed",
        expires_at=expires_at,
    )
    await add(session, row)
    return row


async def test_a_draft_past_its_day_is_erased(
    session: AsyncSession, moment: datetime
) -> None:
    row = await _conversation(session, moment - timedelta(seconds=1))
    assert await retention.empty_conversations(session) == 1
    await session.refresh(row)
    assert (row.form, row.step, row.answers, row.turn) == (None, None, None, 3)
    assert await retention.empty_conversations(session) == 0


async def test_a_fresh_draft_stays(session: AsyncSession, moment: datetime) -> None:
    row = await _conversation(session, moment + timedelta(seconds=1))
    assert await retention.empty_conversations(session) == 0
    await session.refresh(row)
    assert row.answers == b"sealed"


async def test_a_draft_that_no_case_needs_is_erased(session: AsyncSession) -> None:
    decided = await make_case(session, status="declined")
    waiting = await make_case(session, status="needs_info")
    assert await retention.erase_drafts(session) == 1
    assert await draft_of(session, decided) is None
    assert await draft_of(session, waiting) is not None


def _update(number: int, state: str, received_at: datetime) -> Inbox:
    return Inbox(
        bot_id=1, update_id=number, lane=1, state=state, received_at=received_at
    )


async def test_updates_are_forgotten_after_72_hours(
    session: AsyncSession, moment: datetime
) -> None:
    old, fresh = moment - timedelta(hours=73), moment - timedelta(hours=71)
    await add(
        session,
        _update(1, "done", old),
        _update(2, "shed", old),
        _update(3, "done", fresh),
        _update(4, "new", old),
        _update(5, "dead", old),
    )
    assert await retention.forget_updates(session) == 2
    assert await left(session, Inbox.update_id) == [3, 4, 5]


async def test_dead_letters_are_given_up_after_14_days(
    session: AsyncSession, moment: datetime
) -> None:
    fresh = _update(1, "dead", moment - timedelta(days=13, hours=23))
    old = _update(2, "dead", moment - timedelta(days=14, seconds=1))
    waiting = _update(3, "new", moment - timedelta(days=15))
    for each in (fresh, old, waiting):
        each.payload, each.account = b"sealed", b"hash"
    await add(session, fresh, old, waiting)
    assert await retention.blank_dead_letters(session) == 1
    for each in (fresh, old, waiting):
        await session.refresh(each)
    assert (old.state, old.payload, old.account) == ("done", None, None)
    assert (fresh.state, waiting.state) == ("dead", "new")
    assert fresh.payload is not None
    assert waiting.account is not None


async def test_invitations_are_forgotten_a_month_after_their_end(
    session: AsyncSession, moment: datetime
) -> None:
    old, fresh = moment - timedelta(days=31), moment - timedelta(days=29)
    await add(
        session,
        Invitation(token=b"expired long ago", role="member", expires_at=old),
        Invitation(token=b"expired", role="member", expires_at=fresh),
        Invitation(token=b"used", role="member", expires_at=moment, used_at=fresh),
        Invitation(
            token=b"used long ago", role="member", expires_at=fresh, used_at=old
        ),
    )
    assert await retention.forget_invitations(session) == 2
    assert await left(session, Invitation.token) == [b"expired", b"used"]


def _message(number: int, state: str) -> Outbox:
    return Outbox(
        id=-number,
        chat_key=1,
        destination=b"where",
        method="sendMessage",
        payload=b"what",
        message_class=2,
        state=state,
    )


async def test_given_up_messages_lose_their_contents(session: AsyncSession) -> None:
    states = ("dead", "cancelled", "pending", "unknown")
    await add(session, *(_message(n, state) for n, state in enumerate(states, 1)))
    assert await retention.blank_messages(session) == 2
    assert await retention.blank_messages(session) == 0
    kept = select(Outbox.state).where(
        Outbox.payload.is_not(None), Outbox.destination.is_not(None)
    )
    assert set(await session.scalars(kept)) == {"pending", "unknown"}
    assert await session.scalar(select(func.count(Outbox.id))) == 4


async def test_pauses_that_are_over_are_forgotten(
    session: AsyncSession, moment: datetime
) -> None:
    second = timedelta(seconds=1)
    await add(
        session,
        Gate(chat_key=1, closed_until=moment - second, reason="429"),
        Gate(chat_key=2, closed_until=moment + second, reason="429"),
        Gate(chat_key=3, closed_until=None, reason="blocked"),
    )
    assert await retention.forget_pauses(session) == 1
    assert await left(session, Gate.chat_key) == [2, 3]
