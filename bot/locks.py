"""Advisory locks held by a connection of their own: who lives, and who leads.

A killed process loses its connection at once; a frozen one after 10 s, because the
connection beats every 3 s under an idle timeout of 10 s.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

BEAT: Final = 3.0
IDLE_TIMEOUT: Final = "10s"
RETRY: Final = 1.0


class Space(IntEnum):
    """First half of a two-part lock key; lanes use the one-part space."""

    REPLICA = 1
    POLLER = 2
    SENDER = 3
    PROFILE = 4
    NEWS = 5
    RECOUNT = 6
    MAIL = 7


class Lock:
    """A session lock on its own connection; `beat` fails when it may be lost."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def beat(self) -> None:
        """Keep the connection alive until it dies, which raises."""
        while True:
            await asyncio.sleep(BEAT)
            # On a silent network the lock would be gone before the socket notices.
            async with asyncio.timeout(BEAT):
                await self._connection.execute(text("select 1"))


@asynccontextmanager
async def hold(engine: AsyncEngine, space: Space, key: int = 0) -> AsyncIterator[Lock]:
    """Wait for a lock and hold it; the connection is thrown away afterwards."""
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        try:
            await connection.execute(
                text(f"set idle_session_timeout = '{IDLE_TIMEOUT}'")
            )
            while not await _try(connection, space, key):
                await asyncio.sleep(RETRY)
            yield Lock(connection)
        finally:
            await connection.invalidate()


async def alone(session: AsyncSession, space: Space, key: int = 0) -> bool:
    """Take a lock until the transaction ends, unless somebody has it: never waits."""
    lock = select(func.pg_try_advisory_xact_lock(int(space), key))
    return bool(await session.scalar(lock))


async def _try(connection: AsyncConnection, space: Space, key: int) -> bool:
    row = await connection.execute(
        text("select pg_try_advisory_lock(:space, :key)"),
        {"space": int(space), "key": key},
    )
    return bool(row.scalar_one())
