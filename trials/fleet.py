"""Replicas of the bot as processes: killed, they start again at once.

They fork from a server that has imported the bot, because importing takes two seconds:
most kills would only hit replicas that are starting.
"""

import asyncio
import contextlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

from trials import replica
from trials.balancer import Answer, Balancer, balanced, free_ports
from trials.ground import Ground

PATIENCE: Final = 12.0  # seconds that a replica may take to stop when asked
HUNG: Final = -1  # the code of one that had to be killed
# How a process ends that was asked to before it could listen, or that a trial killed
# just before.
_NOTHING_LEFT: Final = (-signal.SIGTERM, -signal.SIGKILL)
_FORKS: Final = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["trials.replica"])


class Place:
    """One place in the fleet; a process after the other stands in it."""

    def __init__(
        self, values: dict[str, str], log: Path, traps: Path | None = None
    ) -> None:
        self.kills = 0
        self.surprises: list[int | None] = []  # exits that nobody asked for
        self.values = values
        self._log = log
        self._traps = traps
        self._asked: ForkServerProcess | None = None
        self._process: ForkServerProcess | None = None
        self._stopping = False
        self._empty = asyncio.Event()

    async def run(self) -> None:
        """Keep a process running until the fleet stops."""
        while not self._stopping:
            kills = self.kills
            process = self._start()
            await _ended(process)
            is_own = self.kills == kills and process is not self._asked
            if is_own and not self._stopping:
                self.surprises.append(process.exitcode)
        self._empty.set()

    @property
    def memory(self) -> float:
        """Tell how many MB of memory the process holds."""
        process = self._process
        if process is None or process.pid is None:
            return 0.0
        pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20

    def kill(self) -> None:
        """Kill the process with SIGKILL, whatever it does."""
        if self.send(signal.SIGKILL):
            self.kills += 1

    async def end(self) -> tuple[float, int | None]:
        """Ask the process to end, so that another starts; how long, and its code."""
        began, process = time.monotonic(), self._process
        if process is None or not self.send(signal.SIGTERM):
            raise LookupError("there is no process")
        self._asked = process
        while process.exitcode is None and time.monotonic() - began < PATIENCE:
            await asyncio.sleep(0.01)
        return time.monotonic() - began, process.exitcode

    def fall(self) -> None:
        """Kill the process for good."""
        self._stopping = True
        self.kill()

    async def stop(self) -> int | None:
        """Ask the process to end; returns its exit code, or that it hung."""
        self._stopping = True
        self.send(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._empty.wait()
        if self.send(signal.SIGKILL):
            await self._empty.wait()
            return HUNG
        code = None if self._process is None else self._process.exitcode
        return 0 if code in _NOTHING_LEFT else code

    def _start(self) -> ForkServerProcess:
        self._process = _FORKS.Process(
            target=replica.main,
            args=(self.values, self._log, self._traps),
            daemon=True,
        )
        self._process.start()
        return self._process

    def send(self, number: signal.Signals) -> bool:
        """Send the process a signal; False when there is none."""
        process = self._process
        if process is None or process.pid is None or process.exitcode is not None:
            return False
        os.kill(process.pid, number)
        return True


class Fleet:
    """All replicas of a trial."""

    def __init__(
        self,
        values: Sequence[dict[str, str]],
        folder: Path,
        traps: Path | None = None,
    ) -> None:
        self.places = [
            Place(each, folder / f"replica{n}.log", traps)
            for n, each in enumerate(values)
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
    ground: Ground,
    *,
    webhook: bool,
    replicas: int = 2,
    traps: Path | None = None,
    balancer: Balancer | None = None,
    tick: float | None = None,
) -> AsyncIterator[Fleet]:
    """Serve a ground by some replicas for as long as the block lasts.

    With a `tick` they look every so many seconds which digests are due, and for nothing
    else that is due.
    """
    ports, door = free_ports(2 * replicas), balancer or Balancer()
    own = {} if tick is None else {replica.TICK: str(tick)}
    values = [
        ground.values | own | {"ops_port": str(inner), "port": str(outer)}
        for inner, outer in zip(ports[:replicas], ports[replicas:], strict=True)
    ]
    async with AsyncExitStack() as stack:
        if webhook:
            more = await stack.enter_async_context(balanced(replicas, door))
            values = [each | own for each, own in zip(values, more, strict=True)]
        fleet = Fleet(values, ground.folder, traps)
        fleet.answers = door.answers
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
