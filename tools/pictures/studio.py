"""A demo of its own and a Chromium that looks at it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import db, demo, embedded
from bot.demo import stage, tables
from bot.demo.stage import Stage
from bot.jobs import JOBS
from tools.chromium import Browser, started

_DATABASE: Final = "pictures"
_QUIET: Final = 2  # looks in a row that find nothing to do
_PAUSE: Final = 0.1
_NOTICED: Final = 1.5  # what is owed has become messages
_WITHIN: Final = 30.0
_AHEAD: Final = text("update clock set ahead = ahead + cast(:by as text)::interval")


@dataclass(frozen=True, slots=True)
class Studio:
    """What pictures are taken of, and with."""

    stage: Stage
    browser: Browser
    engine: AsyncEngine

    @property
    def sessions(self) -> db.Sessions:
        """Make sessions of the demo's database."""
        return db.make_sessions(self.engine, self.stage.settings.vault())

    async def wait(self, interval: str) -> None:
        """Let time pass, and do at once what falls due."""
        async with self.sessions.begin() as session:
            await session.execute(_AHEAD, {"by": interval})
        for _name, _seconds, job in JOBS:
            await job(self.sessions)
        await asyncio.sleep(_NOTICED)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the bot has carried out and said everything."""
        quiet = 0
        async with asyncio.timeout(_WITHIN):
            while quiet < _QUIET:
                await asyncio.sleep(_PAUSE)
                quiet = quiet + 1 if await self._is_idle() else 0

    async def _is_idle(self) -> bool:
        async with self.engine.connect() as connection:
            counts = await tables.count(connection)
        waiting = len(self.stage.telegram.updates) + counts.waiting
        return not waiting and not any(counts.owed.values())

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something to become so."""
        async with asyncio.timeout(_WITHIN):
            while not is_so():
                await asyncio.sleep(_PAUSE)


@asynccontextmanager
async def opened() -> AsyncIterator[Studio]:
    """Open a studio with an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "postgres")
        await demo.make_database(embedded.url(server), _DATABASE)
        url = embedded.url(server, _DATABASE)
        engine = db.connect(url, pool_size=1)
        async with stage.opened(url, 0) as opened_stage, started() as browser:
            studio = Studio(opened_stage, browser, engine)
            await studio.until(lambda: not len(opened_stage.telegram.updates))
            await studio.settle()
            yield studio
        await engine.dispose()
        server.cleanup()
