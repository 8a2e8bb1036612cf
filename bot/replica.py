"""One running process: it lives as long as it holds the lock of its id."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy import delete, insert, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import Sessions
from bot.locks import Space, hold
from bot.models import Replica

log = structlog.get_logger(__name__)

_PAUSE = 1.0
_ENROL = text("""
    insert into replica (id) overriding system value values (:id)
    on conflict do nothing
""")


async def register(sessions: Sessions) -> int:
    """Give this process an id."""
    async with sessions.begin() as session:
        return (await session.scalars(insert(Replica).returning(Replica.id))).one()


async def enrol(sessions: Sessions, replica: int) -> None:
    """Be in the register while the lock is held: before, others may have struck us out.

    Nobody would find our death otherwise.
    """
    async with sessions.begin() as session:
        await session.execute(_ENROL, {"id": replica})


async def deregister(sessions: Sessions, replica: int) -> None:
    """Leave nothing behind that would look like a crash."""
    async with sessions.begin() as session:
        await session.execute(delete(Replica).where(Replica.id == replica))


async def hold_while(
    engine: AsyncEngine, space: Space, key: int, work: Callable[[], Awaitable[None]]
) -> None:
    """Do some work for as long as a lock is held; wait for it again when it is lost."""
    while True:
        try:
            async with hold(engine, space, key) as lock, asyncio.TaskGroup() as group:
                group.create_task(lock.beat())
                group.create_task(_as_coroutine(work))
        except* (OSError, SQLAlchemyError) as errors:
            log.warning("a lock was lost", space=space.name, exc_info=errors)
        await asyncio.sleep(_PAUSE)


async def _as_coroutine(work: Callable[[], Awaitable[None]]) -> None:
    await work()
