"""Messages found half-sent: whose sender died, or holds them for too long."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import db
from bot.address import Address
from bot.db import Sessions
from bot.locks import Space, hold
from bot.models import Counter, Outbox
from bot.models.outbox import MessageClass
from bot.outbox import claim, sweep
from bot.services.letters import post
from tests.conftest import Clock

ME, OTHER = 1, 2


async def half_sent(
    session: AsyncSession, *classes: MessageClass, owner: int = OTHER
) -> None:
    rows = [
        await post.owe(session, Address(n), {"text": "a"}, message_class=each)
        for n, each in enumerate(classes, start=7)
    ]
    await claim.take(session, [row for row in rows if row], owner)


async def states(session: AsyncSession) -> list[str]:
    rows = select(Outbox.state).order_by(Outbox.id)
    return list(await session.scalars(rows))


async def test_what_a_dead_replica_held_is_sent_again_but_digests(
    session: AsyncSession,
) -> None:
    await half_sent(session, *MessageClass)
    await sweep.release(session, ME)
    assert await states(session) == ["pending"] * 3 + ["unknown"]


async def test_each_is_counted_as_in_doubt(session: AsyncSession) -> None:
    await half_sent(session, *MessageClass, MessageClass.ANSWER)
    await sweep.release(session, ME)
    counted = await session.execute(select(Counter.name, Counter.n))
    assert dict(counted.all()) == {
        "doubt.answer": 2,
        "doubt.alert": 1,
        "doubt.notice": 1,
        "doubt.broadcast": 1,
    }


async def test_what_this_replica_has_in_hand_stays(session: AsyncSession) -> None:
    await half_sent(session, MessageClass.ANSWER, owner=ME)
    assert (await sweep.release(session, ME), await states(session)) == (0, ["sending"])


async def test_what_anybody_holds_for_too_long_is_let_go(
    session: AsyncSession, clock: Clock
) -> None:
    await half_sent(session, MessageClass.ANSWER, owner=ME)
    await clock.forward("31 seconds")
    assert (await sweep.release(session, ME), await states(session)) == (1, ["pending"])


async def test_what_is_unknown_stays_so(session: AsyncSession) -> None:
    await half_sent(session, MessageClass.BROADCAST)
    await session.execute(update(Outbox).values(state="unknown", owner=None))
    assert await sweep.release(session, ME) == 0


@pytest.fixture
async def alone(apart_url: str) -> AsyncIterator[AsyncEngine]:
    engine = db.connect_alone(apart_url)
    yield engine
    await engine.dispose()


async def test_what_a_living_replica_has_in_hand_stays(
    committed: Sessions, alone: AsyncEngine
) -> None:
    async with hold(alone, Space.REPLICA, OTHER), committed.begin() as session:
        await half_sent(session, MessageClass.ANSWER)
        assert await sweep.release(session, ME) == 0
