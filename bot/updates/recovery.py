"""After a crash: what then waited runs one at a time.

Nobody wrote down what was in hand when a process died, so every lane that waits is
suspect once. Each is served with nothing else at work, and written down before: only an
update that kills the process while it is alone counts the death against itself.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import locks
from bot.db import Sessions, relaxed
from bot.locks import Space
from bot.models import Replica
from bot.updates import failures, lanes
from bot.updates.turn import Turn
from bot.updates.workers import Workers

_EVERY: Final = 2.0
_MOST: Final = 1024  # lanes; those beyond are suspect after the next crash

log = structlog.get_logger(__name__)


@dataclass
class Recovery:
    """Finds dead replicas and carries out, one by one, what waited when they died."""

    sessions: Sessions
    turn: Turn
    workers: Workers
    _noted: bool = False  # a lane stands in our row, or may

    async def run(self) -> None:
        """Look for dead replicas until cancelled."""
        while True:
            await self.attempt()
            await asyncio.sleep(_EVERY)

    async def attempt(self) -> None:
        """Look once; faults of the database are left to the next time."""
        try:
            await self.once()
        except Exception:
            # The driver's own faults are of many kinds; the next round goes on.
            log.exception("recovery was interrupted")

    async def once(self) -> None:
        """Bury the dead, then serve each waiting lane alone."""
        if self._noted:
            await self._note(None)
        async with self.sessions.begin() as session:
            dead = await self._bury(session)
            found = await lanes.waiting(session, limit=_MOST) if dead else []
            suspects = await lanes.least_blamed(session, found)
        if suspects:
            log.warning("serving lanes one at a time", count=len(suspects))
            await self._serve_alone(suspects, blamed=set(dead))

    async def _bury(self, session: AsyncSession) -> Sequence[int | None]:
        """Strike out the dead; returns the lanes that they served alone, if any."""
        others = select(Replica.id).where(Replica.id != self.turn.replica)
        dead = [
            each
            for each in await session.scalars(others)
            if await _is_dead(session, each)
        ]
        if not dead:
            return []
        # Whoever removes the row buries: another replica may have found the same dead.
        gone = delete(Replica).where(Replica.id.in_(dead)).returning(Replica.alone)
        buried = (await session.scalars(gone)).all()
        for lane in buried:
            if lane is not None:
                await failures.blame(session, self.turn.bot_id, lane)
        return buried

    async def _serve_alone(
        self, suspects: Sequence[int], blamed: Collection[int | None]
    ) -> None:
        """Serve each lane with nothing else at work; those that killed come last."""
        await self.workers.pause()
        try:
            for lane in sorted(suspects, key=blamed.__contains__):
                await self._note(lane)
                await self.turn.take(lane, early=lane in blamed)
        finally:
            await self._end(suspects)

    async def _end(self, served: Sequence[int]) -> None:
        """Let the workers go on, even when the database is away."""
        try:
            await self._note(None)
        finally:
            self.workers.resume()
            self.workers.offer(served)

    async def _note(self, lane: int | None) -> None:
        self._noted = True
        mine = update(Replica).where(Replica.id == self.turn.replica)
        async with relaxed(self.sessions) as session:
            await session.execute(mine.values(alone=lane))
        self._noted = lane is not None


async def _is_dead(session: AsyncSession, replica: int) -> bool:
    return await locks.alone(session, Space.REPLICA, replica)
