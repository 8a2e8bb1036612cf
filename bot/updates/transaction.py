"""The transaction of one update: on the driver itself, with a session in it.

Every update reads the head of its lane and is closed; through SQLAlchemy these few
statements, BEGIN and COMMIT among them, cost twice the driver's own. A handler's
session costs only when it is used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from bot.db import Sessions, is_passing, unbegun
from bot.direct import Driver, carry


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
    """Opens transactions; a connection, with its session, is kept for the next."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._bind = unbegun(sessions.kw["bind"])  # the driver begins and commits
        self._kept: list[_Line] = []

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """Open a transaction; it is committed unless something is raised."""
        line = await self._take()
        try:
            transaction = line.work.driver.transaction()
            await transaction.start()
            try:
                yield line.begin()
                await line.end()
            except Exception:
                await _roll_back(line.work, transaction)
                raise
            await transaction.commit()
        except asyncio.CancelledError:
            # What may still be in a transaction is not used again.
            line.work.driver.terminate()
            raise
        finally:
            await self._put_back(line)

    async def aclose(self) -> None:
        """Give back the connections that were kept."""
        while self._kept:
            await self._kept.pop().close()

    async def _take(self) -> "_Line":
        while self._kept:
            line = self._kept.pop()
            if not line.is_lost:
                return line
            await line.close()
        return await self._open()

    async def _open(self) -> "_Line":
        if isinstance(self._bind, AsyncEngine):
            connection = await self._bind.connect()
        else:
            connection = self._bind
        pooled = await connection.get_raw_connection()
        driver: Driver = pooled.driver_connection  # type: ignore[assignment]
        work = Work(driver, self._sessions(bind=connection))
        return _Line(connection, work, dict(work.session.info))

    async def _put_back(self, line: "_Line") -> None:
        if line.is_lost:
            await line.close()
        else:
            self._kept.append(line)


@dataclass(frozen=True, slots=True)
class _Line:
    """A connection that is kept between transactions."""

    connection: AsyncConnection
    work: Work
    info: dict[Any, Any]  # of a session that has not been used

    @property
    def is_lost(self) -> bool:
        """Tell whether the database hung up, or we did."""
        return self.work.driver.is_closed()

    def begin(self) -> Work:
        """Make the session as good as new."""
        session = self.work.session
        session.info.clear()
        session.info.update(self.info)
        carry(session, self.work.driver)
        return self.work

    async def end(self) -> None:
        """Write what handlers changed, and forget what they read."""
        session = self.work.session
        if session.in_transaction():
            await session.commit()
            session.expunge_all()

    async def close(self) -> None:
        """Give the connection back."""
        if self.is_lost:
            await self.connection.invalidate()
        await self.work.session.close()
        await self.connection.close()


async def _roll_back(work: Work, transaction: Any) -> None:
    """Undo; where even that fails the connection must not be used again."""
    try:
        await work.session.close()
        await transaction.rollback()
    except Exception:  # noqa: BLE001 - what is raised already tells more
        work.driver.terminate()
