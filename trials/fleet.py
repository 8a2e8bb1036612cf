"""Replicas of the bot as processes: killed, they start again at once.

They fork from a server that has imported the bot, because importing takes two seconds:
most kills would only hit replicas that are starting.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trials import balancer, replica
from trials.ground import Ground

if TYPE_CHECKING:
    from trials.balancer import Answer

PATIENCE: Final = 12.0  # seconds that a replica may take to stop when asked
_FORKS: Final = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["trials.replica"])


class Place:
    """One place in the fleet; a process after the other stands in it."""

    def __init__(self, values: dict[str, str], log: Path) -> None:
        self.kills = 0
        self.surprises: list[int | None] = []  # exits that nobody asked for
        self.values = values
        self._log = log
        self._process: ForkServerProcess | None = None
        self._stopping = False
        self._empty = asyncio.Event()

    async def run(self) -> None:
        """Keep a process running until the fleet stops."""
        while not self._stopping:
            kills = self.kills
            process = self._start()
            await _ended(process)
            if self.kills == kills and not self._stopping:
                self.surprises.append(process.exitcode)
        self._empty.set()

    def kill(self) -> None:
        """Kill the process with SIGKILL, whatever it does."""
        if self._signal(signal.SIGKILL):
            self.kills += 1

    async def stop(self) -> int | None:
        """Ask the process to end; returns its exit code."""
        self._stopping = True
        self._signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._empty.wait()
        self._signal(signal.SIGKILL)
        await self._empty.wait()
        return None if self._process is None else self._process.exitcode

    def _start(self) -> ForkServerProcess:
        self._process = _FORKS.Process(
            target=replica.main, args=(self.values, self._log), daemon=True
        )
        self._process.start()
        return self._process

    def _signal(self, number: signal.Signals) -> bool:
        process = self._process
        if process is None or process.pid is None or process.exitcode is not None:
            return False
        os.kill(process.pid, number)
        return True


class Fleet:
    """All replicas of a trial."""

    def __init__(self, values: Sequence[dict[str, str]], folder: Path) -> None:
        self.places = [
            Place(each, folder / f"replica{n}.log") for n, each in enumerate(values)
        ]
        self.codes: list[int | None] = []
        self.answers: list[Answer] = []  # of the webhook

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run all replicas for as long as the block lasts."""
        async with asyncio.TaskGroup() as group:
            for place in self.places:
                group.create_task(place.run())
            try:
                yield
            finally:
                stops = (place.stop() for place in self.places)
                self.codes = list(await asyncio.gather(*stops))

    @property
    def kills(self) -> int:
        """Count the processes killed."""
        return sum(place.kills for place in self.places)

    @property
    def surprises(self) -> list[int | None]:
        """List the exit codes of processes that ended by themselves."""
        return [code for place in self.places for code in place.surprises]


@asynccontextmanager
async def serving(
    ground: Ground, *, webhook: bool, replicas: int = 2
) -> AsyncIterator[Fleet]:
    """Serve a ground by some replicas for as long as the block lasts."""
    ports = balancer.free_ports(replicas)
    values = [ground.values | {"ops_port": str(port)} for port in ports]
    answers: list[Answer] = []
    async with AsyncExitStack() as stack:
        if webhook:
            front = balancer.balanced(replicas)
            more, answers = await stack.enter_async_context(front)
            values = [each | own for each, own in zip(values, more, strict=True)]
        fleet = Fleet(values, ground.folder)
        fleet.answers = answers
        await stack.enter_async_context(fleet.running())
        yield fleet


async def _ended(process: ForkServerProcess) -> None:
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
