"""When an answer may leave at once, and when it must queue up behind others."""

from datetime import timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.models import Gate, Inbox, Outbox
from bot.updates import lanes
from tests.databases import driver

BOT, LANE, WE, OTHERS = 42, 11, 1, 2


async def is_behind(session: AsyncSession) -> bool:
    await session.execute(
        insert(Inbox).values(bot_id=BOT, update_id=7, lane=LANE, payload=b"")
    )
    head = await lanes.head(await driver(session), BOT, LANE, WE)
    assert head is not None
    return head.behind


async def answer(session: AsyncSession, state: str, **columns: object) -> None:
    values = {"id": 1, "chat_key": LANE, "method": "sendMessage", "message_class": 0}
    await session.execute(insert(Outbox).values(state=state, **values, **columns))


async def test_an_answer_leaves_at_once_when_nothing_waits(
    session: AsyncSession,
) -> None:
    assert not await is_behind(session)


async def test_what_this_replica_is_saying_keeps_nothing_back(
    session: AsyncSession,
) -> None:
    now = await db.now(session)
    await answer(session, "sending", owner=WE, claimed_at=now, created_at=now)
    assert not await is_behind(session)


async def test_what_another_replica_is_saying_comes_first(
    session: AsyncSession,
) -> None:
    now = await db.now(session)
    await answer(session, "sending", owner=OTHERS, claimed_at=now, created_at=now)
    assert await is_behind(session)


async def test_what_waits_comes_first(session: AsyncSession) -> None:
    await answer(session, "pending")
    assert await is_behind(session)


async def test_what_our_own_drain_has_claimed_comes_first(
    session: AsyncSession,
) -> None:
    now = await db.now(session)
    earlier = now - timedelta(seconds=1)
    await answer(session, "sending", owner=WE, claimed_at=now, created_at=earlier)
    assert await is_behind(session)


async def test_a_pause_of_all_chats_holds_answers_back(session: AsyncSession) -> None:
    later = select(func.app_now() + timedelta(seconds=1)).scalar_subquery()
    await session.execute(
        insert(Gate).values(chat_key=0, closed_until=later, reason="told to wait")
    )
    assert await is_behind(session)
