"""After a crash: what was then in hand runs one at a time."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.db import Sessions
from bot.models import Hand
from bot.updates import failures, hands
from bot.updates.turn import Turn
from bot.updates.workers import Workers

_EVERY: Final = 2.0

log = structlog.get_logger(__name__)


@dataclass
class Recovery:
    """Inherits the hands of dead replicas and empties them, one at a time."""

    sessions: Sessions
    turn: Turn
    workers: Workers

    async def run(self) -> None:
        """Look for dead replicas until cancelled."""
        while True:
            try:
                await self.once()
            except (OSError, SQLAlchemyError):
                log.exception("recovery was interrupted")
            await asyncio.sleep(_EVERY)

    async def once(self) -> None:
        """Carry out what the dead had in hand, each lane alone."""
        async with self.sessions.begin() as session:
            found = await hands.inherit(session, self.turn.replica)
            for hand in found:
                if hand.alone and hand.lane is not None:
                    await failures.blame(session, self.turn.bot_id, hand.lane)
        suspects = _lanes(found)
        if suspects:
            await self._run_alone(suspects)

    async def _run_alone(self, suspects: list[int]) -> None:
        self.workers.held.update(suspects)
        await self.workers.pause()
        try:
            for lane in suspects:
                await self._one(lane)
        finally:
            self.workers.held.difference_update(suspects)
            self.workers.resume()
            self.workers.offer(suspects)

    async def _one(self, lane: int) -> None:
        replica, slot = self.turn.replica, hands.ALONE_SLOT
        await hands.take(self.sessions, replica, slot, lane, alone=True)
        await self.turn.take(lane)
        await hands.take(self.sessions, replica, slot, None)


def _lanes(found: list[Hand]) -> list[int]:
    return sorted({hand.lane for hand in found if hand.lane is not None})
