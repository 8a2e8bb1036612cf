"""The program in processes of its own, as an operator runs it."""

import asyncio
import base64
import json
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot import db
from bot.crypto import Vault
from bot.db import Sessions
from bot.playground.person import Person
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from tests import databases
from tests.world import SECRET

STOP_SECONDS = 10  # a supervisor's patience
TOKEN = "123456:CANARYcanaryCANARYcanaryCANARYcanary"
KEY = base64.b64encode(SECRET).decode()


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int | None
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`python -m bot` with nothing in its environment but its settings."""

    folder: Path
    settings: Mapping[str, str]

    def but(self, **changes: str | None) -> "Program":
        """Set other settings; None leaves one out."""
        changed = {**self.settings, **changes}
        kept = {name: value for name, value in changed.items() if value is not None}
        return Program(self.folder, kept)

    async def run(self, *arguments: str) -> Outcome:
        """Run a command to its end."""
        process = await self._start(arguments, asyncio.subprocess.PIPE)
        try:
            out, err = await process.communicate()
        finally:
            await _end(process)
        return Outcome(process.returncode, out.decode(), err.decode())

    @asynccontextmanager
    async def running(self, *arguments: str) -> AsyncIterator[Process]:
        """Let a command run; its output is appended to `log`."""
        with self.log.open("ab") as output:
            process = await self._start(arguments, output)
        try:
            yield process
        finally:
            await _end(process)

    @property
    def log(self) -> Path:
        """Where a running command writes."""
        return self.folder / "log"

    async def _start(self, words: tuple[str, ...], output: IO[bytes] | int) -> Process:
        command = (sys.executable, "-m", "bot", *words)
        return await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self.settings, stdout=output, stderr=output
        )


class Fork:
    """A command in a fork of the starter, with what is used of a process."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.pid: asyncio.Future[int] = loop.create_future()
        self.code: asyncio.Future[int] = loop.create_future()

    @property
    def returncode(self) -> int | None:
        """Tell how it ended."""
        return self.code.result() if self.code.done() else None

    async def wait(self) -> int:
        """Wait for its end."""
        return await asyncio.shield(self.code)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to stop."""
        self._send(signal.SIGTERM)

    def _send(self, what: signal.Signals) -> None:
        if not self.code.done():
            os.kill(self.pid.result(), what)


class Starter:
    """Runs commands in forks of one process, which has loaded the program."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._forks: list[Fork] = []

    async def run(self, program: Program, *arguments: str) -> Outcome:
        """Run a command to its end."""
        number = len(self._forks)
        out, err = program.folder / f"out{number}", program.folder / f"err{number}"
        code = await self._fork(program, arguments, out, err).wait()
        return Outcome(code, out.read_text(), err.read_text())

    @asynccontextmanager
    async def running(self, program: Program, *arguments: str) -> AsyncIterator[Fork]:
        """Let a command run; its output is appended to the program's log."""
        fork = self._fork(program, arguments, program.log, program.log)
        await fork.pid
        try:
            yield fork
        finally:
            await _end(fork)

    def _fork(
        self, program: Program, words: Sequence[str], out: Path, err: Path
    ) -> Fork:
        writer, fork = self._process.stdin, Fork()
        assert writer is not None
        order = {
            "number": len(self._forks),
            "words": words,
            "settings": program.settings,
            "folder": str(program.folder),
            "out": str(out),
            "err": str(err),
        }
        self._forks.append(fork)
        writer.write(f"{json.dumps(order)}\n".encode())
        return fork

    async def listen(self) -> None:
        """Take in the numbers of processes, and their codes as they end."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            number, fact, value = line.decode().split()
            getattr(self._forks[int(number)], fact).set_result(int(value))


@asynccontextmanager
async def starting() -> AsyncIterator[Starter]:
    """Load the program once."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.starter")
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    starter = Starter(process)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(starter.listen())
            yield starter
            await _end(process)
    finally:
        await _end(process)


@dataclass(frozen=True)
class Deployment:
    """A database, a stand-in over HTTP, and the program between them."""

    telegram: Telegram
    program: Program
    sessions: Sessions
    port: str


@asynccontextmanager
async def deployed(
    server: str, folder: Path, *, name: str, template: str
) -> AsyncIterator[Deployment]:
    """Make ready what the program needs; nothing runs yet."""
    telegram = Telegram(TOKEN)
    runner = await serve(telegram, port=0)
    port = str(runner.addresses[0][1])
    try:
        async with databases.made(server, name, template=template) as url:
            engine = db.connect(url)
            sessions = db.make_sessions(engine, Vault(SECRET))
            yield Deployment(telegram, _program(folder, url, port), sessions, port)
            await engine.dispose()
    finally:
        await telegram.close()
        await runner.cleanup()


def _program(folder: Path, url: str, port: str) -> Program:
    settings = {
        "BOT_TOKEN": TOKEN,
        "SECRET_KEY": KEY,
        "DATABASE_URL": url,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }
    return Program(folder, settings)


async def shows(person: Person, words: str) -> None:
    """Wait until the bot has said something to a person."""
    await until(lambda: any(words in m.text for m in person.sees() if m.from_bot))


async def presses(person: Person, button: str) -> None:
    """Wait for a button and press it."""
    await until(lambda: any(m.key(button) for m in person.sees()))
    person.presses(button)


async def _end(process: Process | Fork) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def stopped(process: Process | Fork) -> tuple[int | None, float]:
    """Ask a process to stop; how it ended, and after how many seconds."""
    began = time.monotonic()
    process.terminate()
    await asyncio.wait_for(process.wait(), STOP_SECONDS + 5)
    return process.returncode, time.monotonic() - began


async def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to become so."""
    async with asyncio.timeout(seconds):
        while not is_so():
            await asyncio.sleep(0.02)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
