"""What an operator is told of how things stand: figures, and nobody's name."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.locks import Space
from bot.models import Digest, Inbox, Outbox, Replica
from bot.services.upkeep import standing
from tests.conftest import Clock
from tests.factories import make_group


async def test_waiting_updates_are_counted_by_lane_and_age(
    session: AsyncSession, clock: Clock
) -> None:
    lanes = {1: 5, 2: 5, 3: 6}
    rows = [{"bot_id": 1, "update_id": n, "lane": lane} for n, lane in lanes.items()]
    await session.execute(insert(Inbox), rows)
    await clock.forward("7 seconds")
    lines = dict(await standing.lines(session))
    assert (lines["updates waiting"], lines["lanes waiting"]) == ("3, oldest 7 s", "2")


async def test_messages_are_counted_by_state_class_and_age(
    session: AsyncSession, clock: Clock
) -> None:
    row = {"chat_key": 1, "method": "sendMessage", "message_class": 2}
    await session.execute(insert(Outbox), [row | {"id": 1}, row | {"id": 2}])
    await clock.forward("3 seconds")
    lines = dict(await standing.lines(session))
    assert lines["messages pending, class 2"] == "2, oldest 3 s"


async def test_a_group_without_a_digest_is_named_by_its_number(
    session: AsyncSession,
) -> None:
    group = await make_group(session)
    lines = dict(await standing.lines(session))
    assert lines[f"last digest of group {group.id}"] == "none yet"


async def test_neither_a_skipped_digest_nor_an_empty_one_is_the_last(
    session: AsyncSession,
) -> None:
    group = await make_group(session)
    made = datetime(2026, 11, 9, 7, tzinfo=UTC)
    for weeks, state in enumerate(("queued", "skipped", "empty")):
        at = made + timedelta(weeks=weeks)
        slot = {"kind": "weekly", "local_date": at.date(), "state": state}
        session.add(Digest(group_id=group.id, made_at=at, **slot))
    await session.flush()
    lines = dict(await standing.lines(session))
    assert lines[f"last digest of group {group.id}"] == (
        "2026-11-09 07:00 UTC, skipped that of 2026-11-16"
    )


async def test_only_a_replica_that_holds_its_lock_is_alive(
    session: AsyncSession,
) -> None:
    rows = await session.scalars(insert(Replica).returning(Replica.id), [{}, {}])
    await _lock(session, Space.REPLICA, rows.all()[0])
    lines = dict(await standing.lines(session))
    assert lines["replicas alive"] == "1 of 2"


async def test_it_is_told_whether_anybody_sends(session: AsyncSession) -> None:
    await _lock(session, Space.SENDER, 0)
    lines = dict(await standing.lines(session))
    assert (lines["polling"], lines["sending"]) == ("nobody", "a replica does")


async def _lock(session: AsyncSession, space: Space, key: int) -> None:
    await session.execute(select(func.pg_advisory_xact_lock(int(space), key)))
