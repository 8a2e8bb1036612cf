"""One race: a crowd fills in forms with a bot, and the bot is measured."""

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bench import ground, meter
from bench.posting import SECRET

PORT: Final = 18081
LABEL: Final = "Запропонувати ідею"


@dataclass(frozen=True, slots=True)
class Round:
    """What one bot did in one race."""

    cpu_ms: float
    postgres_ms: float
    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot: its command, and the port of each of its processes that has a webhook."""

    command: Sequence[str]
    ports: Sequence[int] = ()

    @property
    def environments(self) -> list[dict[str, str]]:
        """Give the environment of each process."""
        hook = f"http://127.0.0.1:{self.ports[0]}/hook" if self.ports else ""
        known = ground.environment()
        return [
            known | {"WEBHOOK_URL": hook, "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
            for port in self.ports
        ] or [known]


@dataclass
class Race:
    """A crowd in front of a bot; `memory` is taken whenever so many were answered."""

    bot: Bot
    people: int
    forms: int
    every: int = 0
    memory: list[float] = field(default_factory=list)

    async def run(self) -> Round:
        """Start both, wait for the end, and measure all processes of the bot."""
        crowd = await start(self._crowd(), ground.environment(), pipe=True)
        assert crowd.stdout is not None  # noqa: S101 - it is a pipe
        await crowd.stdout.readline()  # it listens
        bots = [await start(self.bot.command, each) for each in self.bot.environments]
        await crowd.stdout.readline()  # the race begins
        began = _cpu(bots), meter.cpu_of_postgres()
        result = await self._watch(crowd.stdout, bots)
        ended = _cpu(bots), meter.cpu_of_postgres()
        memory = sum(meter.memory_of(each.pid) for each in bots)
        for each in bots:
            each.terminate()
        for each in (*bots, crowd):
            await each.wait()
        return _round(result, ended[0] - began[0], ended[1] - began[1], memory)

    def _crowd(self) -> list[str]:
        words = ["-m", "bench.telegram", "--port", str(PORT), "--label", LABEL]
        words += ["--people", str(self.people), "--forms", str(self.forms)]
        words += ["--every", str(self.every)]
        for port in self.bot.ports:
            words += ["--webhook", str(port)]
        return words

    async def _watch(
        self, lines: asyncio.StreamReader, bots: Sequence[asyncio.subprocess.Process]
    ) -> dict[str, Any]:
        while (line := await lines.readline()) == b"mark\n":
            self.memory.append(sum(meter.memory_of(each.pid) for each in bots))
        result: dict[str, Any] = json.loads(line)
        return result


async def start(
    arguments: Sequence[str], environment: dict[str, str], *, pipe: bool = False
) -> asyncio.subprocess.Process:
    """Start a Python process."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE if pipe else asyncio.subprocess.DEVNULL,
        env=environment,
        limit=2**26,  # a line has all waiting times
    )


def _cpu(bots: Sequence[asyncio.subprocess.Process]) -> float:
    return sum(meter.cpu_of(each.pid) for each in bots)


def _round(result: dict[str, Any], cpu: float, postgres: float, memory: float) -> Round:
    waits = sorted(result["waits"])
    count = len(waits)

    def at(share: float) -> float:
        return waits[min(count - 1, int(count * share))] * 1000

    return Round(
        cpu / count * 1000,
        postgres / count * 1000,
        count / result["seconds"],
        at(0.5),
        at(0.95),
        at(0.99),
        memory,
    )
