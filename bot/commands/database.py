"""The database of the settings, for one command."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot import db, embedded, preflight
from bot.db import Sessions
from bot.settings import Settings

Result = TypeVar("Result")


def address(chosen: Settings) -> str:
    """Return where the database is; the embedded one is started for it."""
    if chosen.database_url is not None:
        return chosen.database_url.get_secret_value()
    return embedded.url(embedded.start(chosen.data_dir / "postgres"))


def ask(
    chosen: Settings, question: Callable[[AsyncSession], Awaitable[Result]]
) -> Result:
    """Do one thing in one transaction."""

    async def work() -> Result:
        async with sessions(chosen) as made, made.begin() as session:
            return await question(session)

    return asyncio.run(work())


@asynccontextmanager
async def sessions(chosen: Settings) -> AsyncIterator[Sessions]:
    """Give sessions on a database that is ready for this program."""
    engine = db.connect(address(chosen), pool_size=1)
    try:
        await preflight.check(engine, chosen.vault())
        yield db.make_sessions(engine, chosen.vault())
    finally:
        await engine.dispose()
