"""After a crash: who is dead, what runs alone, and which update is to blame."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from telegram import Update

from bot import db, replica
from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.locks import Space, hold
from bot.models import Inbox, Replica
from bot.playground.telegram import Telegram
from bot.updates import failures, lanes
from bot.updates.turn import Took, Turn
from tests.bot.updates.conftest import FEATURE
from tests.world import World


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    own = await replica.register(sessions)
    features = [FEATURE, Feature(name="l.1", commands={"watch": watch})]
    bot = World(sessions, telegram, features, replica_id=own)
    await bot.start()
    return bot


async def watch(_update: Update, context: Context) -> None:
    """Say which lane is written down as served alone while this runs."""
    rows = await context.session.scalars(select(Replica.alone))
    context.say(str([each == context.unit.lane for each in rows]))


async def die(bot: World, session: AsyncSession, *, alone: int | None = None) -> None:
    """Leave what a killed replica leaves."""
    dead = await replica.register(bot.sessions)
    await session.execute(update(Replica).where(Replica.id == dead).values(alone=alone))
    await session.commit()


async def wait_in_lane(bot: World, *texts: str) -> int:
    olena = bot.telegram.person("Olena")
    for text in texts:
        olena.says(text)
    await bot._take_in()
    async with bot.sessions() as session:
        [lane] = await lanes.waiting(session)
    return lane


async def recover(bot: World) -> None:
    await bot.parts.recovery.once()
    await bot._speak()


def heard(bot: World) -> list[str]:
    [olena] = bot.telegram.people.values()
    return [message.text for message in olena.sees() if message.from_bot]


async def states(session: AsyncSession) -> list[tuple[str, int]]:
    rows = select(Inbox.state, Inbox.attempts).order_by(Inbox.update_id)
    return [(state, attempts) for state, attempts in await session.execute(rows)]


async def test_a_dead_replica_is_buried(bot: World, session: AsyncSession) -> None:
    await die(bot, session)
    await recover(bot)
    left = (await session.scalars(select(Replica.id))).all()
    assert left == [bot.parts.turn.replica]


async def test_what_waited_when_it_died_is_carried_out(
    bot: World, session: AsyncSession
) -> None:
    await wait_in_lane(bot, "/hello")
    await die(bot, session)
    await recover(bot)
    assert await states(session) == [("done", 0)]


async def test_what_runs_alone_is_written_down_before(
    bot: World, session: AsyncSession
) -> None:
    await wait_in_lane(bot, "/watch")
    await die(bot, session)
    await recover(bot)
    await bot.settle()
    assert heard(bot) == ["[True]"]


async def test_what_ran_alone_is_forgotten_afterwards(
    bot: World, session: AsyncSession
) -> None:
    await wait_in_lane(bot, "/hello")
    await die(bot, session)
    await recover(bot)
    assert (await session.scalars(select(Replica.alone))).all() == [None]


async def test_who_was_alone_at_a_death_comes_after_the_others(
    bot: World, session: AsyncSession
) -> None:
    people = [bot.telegram.person(name) for name in ("Olena", "Petro", "Roman")]
    for person in people:
        person.says("/hello")
    await bot._take_in()
    first, *_ = await lanes.waiting(session)
    await die(bot, session, alone=first)
    await recover(bot)
    rows = await session.scalars(select(Inbox.lane).order_by(Inbox.update_id))
    last = bot.telegram.calls_of("sendMessage")[-1].chat
    assert last == people[list(rows).index(first)].id


async def test_nothing_is_to_blame_for_a_death_among_others(
    bot: World, session: AsyncSession
) -> None:
    await wait_in_lane(bot, "/fail")
    await die(bot, session)
    await recover(bot)
    assert await states(session) == [("new", 1)]


async def test_what_was_alone_is_to_blame(bot: World, session: AsyncSession) -> None:
    lane = await wait_in_lane(bot, "/fail")
    await die(bot, session, alone=lane)
    await recover(bot)
    assert await states(session) == [("new", 2)]  # and then it failed by itself


async def test_workers_do_not_touch_at_once_what_is_to_blame(
    bot: World, session: AsyncSession
) -> None:
    lane = await wait_in_lane(bot, "/hello")
    await failures.blame(session, bot.parts.turn.bot_id, lane)
    await session.commit()
    assert await bot.parts.turn.take(lane) is Took.NOTHING


async def test_the_others_are_served_before_what_is_to_blame(
    bot: World, monkeypatch: pytest.MonkeyPatch, session: AsyncSession
) -> None:
    served = []

    async def take(_turn: Turn, lane: int, *, early: bool) -> Took:
        served.append((lane, early))
        return Took.NOTHING

    await wait_in_lane(bot, "/hello")
    bot.telegram.person("Taras").says("/hello")
    await bot._take_in()
    blamed, other = await lanes.waiting(session)
    monkeypatch.setattr(Turn, "take", take)
    await die(bot, session, alone=blamed)
    await recover(bot)
    assert served == [(other, False), (blamed, True)]


async def test_only_the_head_of_the_lane_is_to_blame(
    bot: World, session: AsyncSession
) -> None:
    lane = await wait_in_lane(bot, "/fail", "/hello")
    await die(bot, session, alone=lane)
    await recover(bot)
    assert await states(session) == [("new", 2), ("new", 0)]


async def test_after_five_deaths_it_is_set_aside_with_an_apology(
    bot: World, session: AsyncSession
) -> None:
    lane = await wait_in_lane(bot, "/hello")
    await session.execute(update(Inbox).values(attempts=4))
    await die(bot, session, alone=lane)
    await recover(bot)
    await bot.settle()
    row = (await session.scalars(select(Inbox))).one()
    [said] = heard(bot)
    assert (row.state, row.attempts, row.error) == ("dead", 5, "KilledError")
    assert said.endswith(str(row.reference))


async def test_the_lane_goes_on_after_the_one_that_killed(
    bot: World, session: AsyncSession
) -> None:
    lane = await wait_in_lane(bot, "/fail", "/hello")
    await session.execute(update(Inbox).values(attempts=4))
    await die(bot, session, alone=lane)
    await recover(bot)
    await bot.settle()
    assert heard(bot)[-2:] == ["one", "two"]


@pytest.fixture
async def alone(apart_url: str) -> AsyncIterator[AsyncEngine]:
    engine = db.connect_alone(apart_url)
    yield engine
    await engine.dispose()


async def test_a_replica_that_holds_its_lock_is_alive(
    committed: Sessions, telegram: Telegram, alone: AsyncEngine
) -> None:
    other = await replica.register(committed)
    bot = World(committed, telegram, [FEATURE], replica_id=0)
    async with hold(alone, Space.REPLICA, other):
        await recover(bot)
    async with committed() as session:
        assert (await session.scalars(select(Replica.id))).all() == [other]


async def test_a_replica_that_lost_its_lock_is_dead(
    committed: Sessions, telegram: Telegram, alone: AsyncEngine
) -> None:
    other = await replica.register(committed)
    bot = World(committed, telegram, [FEATURE], replica_id=0)
    async with hold(alone, Space.REPLICA, other):
        pass
    await recover(bot)
    async with committed() as session:
        assert (await session.scalars(select(Replica.id))).all() == []


async def test_a_replica_that_stops_in_order_leaves_nothing(
    sessions: Sessions, session: AsyncSession
) -> None:
    await replica.deregister(sessions, await replica.register(sessions))
    assert (await session.scalars(select(Replica.id))).all() == []


async def test_a_replica_that_was_struck_out_too_early_enrols_again(
    bot: World, session: AsyncSession
) -> None:
    ours = bot.parts.turn.replica
    await replica.deregister(bot.sessions, ours)
    for _ in range(2):
        await replica.enrol(bot.sessions, ours)
    assert (await session.scalars(select(Replica.id))).all() == [ours]


async def test_workers_go_on_when_the_database_is_away_at_the_end(
    bot: World, monkeypatch: pytest.MonkeyPatch, session: AsyncSession
) -> None:
    recovery = bot.parts.recovery

    async def note(lane: int | None) -> None:
        if lane is None:
            raise ConnectionResetError

    monkeypatch.setattr(recovery, "_note", note)
    await wait_in_lane(bot, "/hello")
    await die(bot, session)
    await recovery.attempt()
    await bot._speak()
    assert bot.parts.workers.is_going


async def test_a_fault_of_the_driver_does_not_end_recovery(
    bot: World, monkeypatch: pytest.MonkeyPatch, session: AsyncSession
) -> None:
    async def take(_turn: Turn, _lane: int, **_how: bool) -> Took:
        raise Exception("of the driver")  # noqa: TRY002 - its kinds have no root

    monkeypatch.setattr(Turn, "take", take)
    await wait_in_lane(bot, "/hello")
    await die(bot, session)
    await bot.parts.recovery.attempt()
    assert bot.parts.workers.is_going
