"""The transaction of one update: on the driver itself, with a session in it.

Every update reads the head of its lane and is closed; through SQLAlchemy these few
statements, BEGIN and COMMIT among them, cost twice the driver's own. A handler's
session costs only when it is used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from bot.db import Sessions, is_passing

_OURS: Final = "AUTOCOMMIT"  # SQLAlchemy begins and commits nothing: the driver does


class Driver(Protocol):
    """What is used of an asyncpg connection."""

    async def fetchrow(self, query: str, *arguments: Any) -> Any:
        """Run a statement; return its first row."""

    async def execute(self, query: str, *arguments: Any) -> str:
        """Run a statement."""

    def transaction(self) -> Any:
        """Make a transaction, or a savepoint in one."""

    def terminate(self) -> None:
        """Cut the connection off."""

    def is_closed(self) -> bool:
        """Tell whether the connection is lost."""


@dataclass(frozen=True, slots=True)
class Work:
    """An open transaction: the driver's connection, and a session on it."""

    driver: Driver
    session: AsyncSession

    async def settle(self) -> None:
        """Let what handlers changed fail here, while it can still be told."""
        if self.session.in_transaction():
            await self.session.flush()

    def is_lost_with(self, error: Exception) -> bool:
        """Tell faults of the database: they never count against an update.

        A handler that took too long may have cost the connection itself.
        """
        is_gone = self.driver.is_closed() and not isinstance(error, TimeoutError)
        return is_gone or is_passing(error)


class Transactions:
    """Opens transactions, for as many workers as there are connections."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._bind: AsyncEngine | AsyncConnection = sessions.kw["bind"]
        if isinstance(self._bind, AsyncEngine):
            self._bind = self._bind.execution_options(isolation_level=_OURS)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """Open a transaction; it is committed unless something is raised."""
        async with self._connection() as connection:
            driver = await _driver(connection)
            session = self._sessions(bind=connection)
            async with _transaction(driver), _closing(session):
                yield Work(driver, session)

    def _connection(self) -> AbstractAsyncContextManager[AsyncConnection]:
        if isinstance(self._bind, AsyncEngine):
            return _pooled(self._bind)
        return nullcontext(self._bind)


@asynccontextmanager
async def _pooled(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Lend a connection; one that may still be in a transaction is not lent again."""
    async with engine.connect() as connection:
        driver = await _driver(connection)
        try:
            yield connection
        except asyncio.CancelledError:
            driver.terminate()
            raise
        finally:
            if driver.is_closed():
                await connection.invalidate()


async def _driver(connection: AsyncConnection) -> Driver:
    pooled = await connection.get_raw_connection()
    return pooled.driver_connection  # type: ignore[return-value]


@asynccontextmanager
async def _closing(session: AsyncSession) -> AsyncIterator[None]:
    try:
        yield
        if session.in_transaction():
            await session.commit()
    except Exception:
        await session.close()
        raise


@asynccontextmanager
async def _transaction(driver: Driver) -> AsyncIterator[None]:
    transaction = driver.transaction()
    await transaction.start()
    try:
        yield
    except Exception:
        await _roll_back(driver, transaction)
        raise
    await transaction.commit()


async def _roll_back(driver: Driver, transaction: Any) -> None:
    """Undo; where even that fails the connection must not be used again."""
    try:
        await transaction.rollback()
    except Exception:  # noqa: BLE001 - what is raised already tells more
        driver.terminate()
