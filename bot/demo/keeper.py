"""The bot's process: started, and started again whenever it dies."""

import asyncio
import contextlib
import signal
import sys
import time
from asyncio.subprocess import Process
from dataclasses import dataclass
from typing import Final

_RESTART_AFTER: Final = 0.5


@dataclass(slots=True)
class Keeper:
    """Runs the bot as any supervisor would."""

    process: Process | None = None
    starts: int = 0
    since: float = 0.0

    async def run(self, environment: dict[str, str]) -> None:
        """Keep the bot running until cancelled."""
        while True:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=environment
            )
            self.starts, self.since = self.starts + 1, time.time()
            try:
                await self.process.wait()
            finally:
                await self._end(self.process)
            await asyncio.sleep(_RESTART_AFTER)

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.returncode is None

    def kill(self) -> None:
        """Kill it without a word (SIGKILL)."""
        self._send(self.process, signal.SIGKILL)

    async def _end(self, process: Process) -> None:
        self._send(process, signal.SIGTERM)
        await process.wait()

    def _send(self, process: Process | None, what: signal.Signals) -> None:
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(what)
