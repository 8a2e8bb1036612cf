"""One race: a crowd fills in forms with a bot, and the bot is measured."""

import asyncio
import contextlib
import json
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench import ground, meter
from bench.posting import SECRET

PORT: Final = 18081
OURS: Final = ("-m", "bot", "run")
LABEL: Final = "Запропонувати ідею"


class EndedError(Exception):
    """A bot ended in the middle of a race."""


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
        """Start both, wait for the end, and measure all processes of the bot.

        Raises EndedError when one of them ends before; it tells why itself, aloud.
        """
        crowd = await start(self._crowd(), ground.environment(), pipe=True)
        assert crowd.stdout is not None  # noqa: S101 - it is a pipe
        await crowd.stdout.readline()  # it listens
        bots = [await start(self.bot.command, each) for each in self.bot.environments]
        try:
            async with asyncio.TaskGroup() as group:
                ends = [group.create_task(_fail_at_end(each)) for each in bots]
                measured = await self._race(crowd.stdout, bots)
                for each in ends:
                    each.cancel()
            return measured
        finally:
            await _end([*bots, crowd])

    async def _race(
        self, lines: asyncio.StreamReader, bots: Sequence[Process]
    ) -> Round:
        await lines.readline()  # the race begins
        began = _cpu(bots), meter.cpu_of_postgres()
        result = await self._watch(lines, bots)
        ended = _cpu(bots), meter.cpu_of_postgres()
        memory = sum(meter.memory_of(each.pid) for each in bots)
        return _round(result, ended[0] - began[0], ended[1] - began[1], memory)

    def _crowd(self) -> list[str]:
        words = ["-m", "bench.telegram", "--port", str(PORT), "--label", LABEL]
        words += ["--people", str(self.people), "--forms", str(self.forms)]
        words += ["--every", str(self.every)]
        for port in self.bot.ports:
            words += ["--webhook", str(port)]
        return words

    async def _watch(
        self, lines: asyncio.StreamReader, bots: Sequence[Process]
    ) -> dict[str, Any]:
        while (line := await lines.readline()) == b"mark\n":
            self.memory.append(sum(meter.memory_of(each.pid) for each in bots))
        result: dict[str, Any] = json.loads(line)
        return result


async def start(
    arguments: Sequence[str], environment: dict[str, str], *, pipe: bool = False
) -> Process:
    """Start a Python process; what it says goes into a pipe, or to our own errors."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE if pipe else sys.stderr,
        env=environment | {"PYTHONPATH": str(Path.cwd())},
        cwd=tempfile.gettempdir(),  # the `.env` of whoever measures is not ours
        limit=2**26,  # a line has all waiting times
    )


async def _fail_at_end(process: Process) -> None:
    await process.wait()
    raise EndedError


async def _end(processes: Sequence[Process]) -> None:
    for each in processes:
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            each.terminate()
        await each.wait()


def _cpu(bots: Sequence[Process]) -> float:
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
