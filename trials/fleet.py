"""Replicas of the bot as processes: killed, they start again at once."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

PATIENCE: Final = 12.0  # seconds that a replica may take to stop when asked


class Replica:
    """One place in the fleet; a process after the other stands in it."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.kills = 0
        self.surprises: list[int] = []  # exits that nobody asked for
        self._environment = environment
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    async def run(self) -> None:
        """Keep a process running until the fleet stops."""
        while not self._stopping:
            kills = self.kills
            code = await self._live()
            if self.kills == kills and not self._stopping:
                self.surprises.append(code)

    def kill(self) -> None:
        """Kill the process with SIGKILL, whatever it does."""
        if self._signal(signal.SIGKILL):
            self.kills += 1

    async def stop(self) -> int | None:
        """Ask the process to end; returns its exit code."""
        self._stopping = True
        self._signal(signal.SIGTERM)
        process = self._process
        if process is None:
            return None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        self._signal(signal.SIGKILL)
        return await process.wait()

    async def _live(self) -> int:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "trials.replica",
                env=self._environment,
                stderr=log,
            )
        return await self._process.wait()

    def _signal(self, number: signal.Signals) -> bool:
        if self._process is None or self._process.returncode is not None:
            return False
        self._process.send_signal(number)
        return True


class Fleet:
    """All replicas of a trial."""

    def __init__(self, environments: Sequence[dict[str, str]], folder: Path) -> None:
        self.replicas = [
            Replica(environment, folder / f"replica{n}.log")
            for n, environment in enumerate(environments)
        ]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run all replicas for as long as the block lasts."""
        async with asyncio.TaskGroup() as group:
            for replica in self.replicas:
                group.create_task(replica.run())
            try:
                yield
            finally:
                await asyncio.gather(*(each.stop() for each in self.replicas))

    @property
    def kills(self) -> int:
        """Count the processes killed."""
        return sum(each.kills for each in self.replicas)

    @property
    def surprises(self) -> list[int]:
        """List the exit codes of processes that ended by themselves."""
        return [code for each in self.replicas for code in each.surprises]
