"""Workers go round the lanes that have work, a few updates a turn."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from telegram import Update

from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.updates import lanes, workers
from tests.world import World

CONFLICT = text("do $$ begin raise exception using errcode = '40001'; end $$")


class Crew:
    """A bot with real workers; `served` tells whose updates were carried out."""

    def __init__(self, sessions: Sessions, telegram: Telegram) -> None:
        self.served: list[int] = []
        self.failing = 0
        feature = Feature(name="crew.1", commands={"note": self._note})
        self.bot = World(sessions, telegram, [feature])

    async def _note(self, _update: Update, context: Context) -> None:
        if self.failing:
            self.failing -= 1
            await context.session.execute(CONFLICT)
        self.served.append(context.unit.user_id)

    async def take_in(self, *, offer: bool = True) -> None:
        while await self.bot._take_in():
            pass
        async with self.bot.sessions() as session:
            found = await lanes.waiting(session)
        if offer:
            self.bot.parts.workers.offer(found)

    async def work_until(self, count: int) -> None:
        """Work until so many updates were carried out."""
        async with asyncio.timeout(30), asyncio.TaskGroup() as group:
            work = group.create_task(self.bot.parts.workers.run())
            while len(self.served) < count:
                await asyncio.sleep(0.005)
            work.cancel()


@pytest.fixture
async def crew(
    committed: Sessions, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Crew]:
    monkeypatch.setattr(workers, "_POLL", 0.05)
    monkeypatch.setattr(workers, "_PAUSE", 0.0)
    monkeypatch.setattr(workers, "_LEFT", 0.05)
    crew = Crew(committed, telegram)
    await crew.bot.start()
    yield crew
    await crew.bot.close()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    return telegram.person("Olena")


@pytest.fixture
def petro(telegram: Telegram) -> Person:
    return telegram.person("Petro")


def notes(person: Person, count: int = 1) -> None:
    for _ in range(count):
        person.says("/note")


async def test_offered_lanes_are_served(crew: Crew, olena: Person) -> None:
    notes(olena, 3)
    await crew.take_in()
    await crew.work_until(3)
    assert crew.served == [olena.id] * 3


async def test_lanes_that_nobody_offered_are_found(crew: Crew, olena: Person) -> None:
    notes(olena)
    await crew.take_in(offer=False)
    await crew.work_until(1)
    assert crew.served == [olena.id]


async def test_what_another_replica_has_just_taken_in_is_left_to_it(
    crew: Crew, olena: Person, petro: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_LEFT", 60.0)
    notes(olena)
    await crew.take_in(offer=False)
    async with asyncio.TaskGroup() as group:
        work = group.create_task(crew.bot.parts.workers.run())
        while not crew.served:  # at the first look
            await asyncio.sleep(0.005)
        notes(petro)
        await crew.take_in(offer=False)
        await asyncio.sleep(0.3)
        work.cancel()
    assert crew.served == [olena.id]


async def test_one_persons_many_updates_let_others_come_between(
    crew: Crew, olena: Person, petro: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORKERS", 1)
    notes(olena, 30)
    notes(petro)
    await crew.take_in()
    await crew.work_until(31)
    assert crew.served.index(petro.id) <= workers.PER_TURN


async def test_a_pause_waits_for_what_is_in_hand_and_lets_nothing_begin(
    crew: Crew, olena: Person
) -> None:
    notes(olena, 3)
    await crew.take_in()
    await crew.bot.parts.workers.pause()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await crew.bot.parts.workers.run()
    assert crew.served == []


async def test_work_goes_on_after_a_pause(crew: Crew, olena: Person) -> None:
    notes(olena)
    await crew.take_in()
    await crew.bot.parts.workers.pause()
    crew.bot.parts.workers.resume()
    await crew.work_until(1)
    assert crew.served == [olena.id]


async def test_faults_of_the_database_are_survived(crew: Crew, olena: Person) -> None:
    crew.failing = 3
    notes(olena, 2)
    await crew.take_in()
    await crew.work_until(2)
    assert crew.served == [olena.id] * 2
