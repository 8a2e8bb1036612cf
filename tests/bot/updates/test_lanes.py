"""A lane is served by one worker at a time, however many there are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.models import Inbox
from bot.playground.telegram import Telegram
from bot.updates import lanes
from tests.databases import driver
from tests.world import World

BOT, LANE = 42, 11


async def wins(session: AsyncSession, lane: int) -> bool:
    try:
        await lanes.head(await driver(session), BOT, lane, replica=1)
    except lanes.BusyError:
        return False
    return True


async def test_of_two_connections_one_wins_a_lane(committed: Sessions) -> None:
    async with committed.begin() as one, committed.begin() as two:
        won = await wins(one, LANE), await wins(two, LANE)
    assert won == (True, False)


async def test_two_connections_hold_two_lanes(committed: Sessions) -> None:
    async with committed.begin() as one, committed.begin() as two:
        won = await wins(one, LANE), await wins(two, LANE + 1)
    assert won == (True, True)


async def test_a_lane_is_free_when_its_transaction_ends(committed: Sessions) -> None:
    async with committed() as one, committed.begin() as two:
        await wins(one, LANE)
        await one.rollback()
        assert await wins(two, LANE)


async def keep(session: AsyncSession, *rows: tuple[int, int]) -> None:
    """Keep updates, each by its id and lane."""
    values = [{"bot_id": 42, "update_id": n, "lane": lane} for n, lane in rows]
    await session.execute(insert(Inbox), values)


async def test_a_lane_that_has_work_is_listed_once(session: AsyncSession) -> None:
    await keep(session, (1, 5), (2, -7), (3, 5))
    assert await lanes.waiting(session) == [-7, 5]


async def test_lanes_are_listed_from_a_cursor_on(session: AsyncSession) -> None:
    await keep(session, (1, 5), (2, 7), (3, 9))
    assert await lanes.waiting(session, after=5, limit=1) == [7]


async def test_what_came_just_now_is_left_to_whoever_took_it_in(
    session: AsyncSession,
) -> None:
    await keep(session, (1, 5), (2, 5), (3, 7), (4, 3))
    aged = update(Inbox).where(Inbox.update_id == 1)
    await session.execute(
        aged.values(received_at=func.app_now() - timedelta(seconds=2))
    )
    assert await lanes.waiting(session, longer_than=1.0) == [5]


async def test_what_came_before_the_clock_was_set_back_is_not_taken_for_new(
    session: AsyncSession,
) -> None:
    await keep(session, (1, 5), (2, 7))
    await session.execute(
        update(Inbox).values(received_at=func.app_now() + timedelta(hours=1))
    )
    assert await lanes.waiting(session, longer_than=1.0) == [5, 7]


async def test_lanes_with_an_update_that_was_tried_come_last(
    session: AsyncSession,
) -> None:
    await keep(session, *((n, n) for n in range(1, 9)))
    await session.execute(update(Inbox).where(Inbox.lane == 1).values(attempts=1))
    ordered = await lanes.least_blamed(session, range(1, 9))
    assert (sorted(ordered), ordered[-1]) == (list(range(1, 9)), 1)


@pytest.mark.parametrize("state", ["done", "dead", "shed"])
async def test_what_is_over_is_no_work(session: AsyncSession, state: str) -> None:
    values = {"bot_id": 42, "update_id": 1, "lane": 5, "state": state}
    await session.execute(insert(Inbox).values(**values))
    assert await lanes.waiting(session) == []


class Replicas:
    """Two replicas on one database; `served` tells what was carried out."""

    def __init__(self, sessions: Sessions, telegram: Telegram) -> None:
        self.served: list[str] = []
        feature = Feature(name="order.1", commands={"note": self._note})
        self.bots = [World(sessions, telegram, [feature]) for _ in range(2)]

    async def _note(self, _update: Update, context: Context) -> None:
        await asyncio.sleep(0.005)  # leaves room for another to come between
        self.served.append(context.arguments[0])

    async def take_in(self) -> list[int]:
        await self.bots[0]._take_in()
        async with self.bots[0].sessions() as session:
            return list(await lanes.waiting(session))

    async def serve(self, lanes: list[int], turns: int) -> None:
        """Let both replicas take turns in all lanes at once."""
        for _ in range(turns):
            await asyncio.gather(
                *(bot.parts.turn.take(lane) for lane in lanes for bot in self.bots)
            )


@pytest.fixture
async def replicas(committed: Sessions, telegram: Telegram) -> AsyncIterator[Replicas]:
    replicas = Replicas(committed, telegram)
    for bot in replicas.bots:
        await bot.start()
    yield replicas
    for bot in replicas.bots:
        await bot.close()


async def test_two_replicas_carry_an_update_out_once(
    replicas: Replicas, telegram: Telegram
) -> None:
    telegram.person("Olena").says("/note 1")
    await replicas.serve(await replicas.take_in(), turns=2)
    assert replicas.served == ["1"]


async def test_two_replicas_keep_the_order_of_a_lane(
    replicas: Replicas, telegram: Telegram
) -> None:
    olena = telegram.person("Olena")
    numbers = [str(n) for n in range(12)]
    for number in numbers:
        olena.says(f"/note {number}")
    await replicas.serve(await replicas.take_in(), turns=len(numbers))
    assert replicas.served == numbers


async def test_two_replicas_serve_many_lanes_at_once(
    replicas: Replicas, telegram: Telegram
) -> None:
    for n in range(6):
        telegram.person(f"Person {n}").says(f"/note {n}")
    await replicas.serve(await replicas.take_in(), turns=2)
    async with replicas.bots[0].sessions() as session:
        states = (await session.scalars(select(Inbox.state))).all()
    assert (sorted(replicas.served), set(states)) == (list("012345"), {"done"})
