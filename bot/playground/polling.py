"""Long polling: getUpdates."""

import asyncio

from bot.playground.answers import JSON, DroppedError, RefusalError
from bot.playground.updates import Pending, Updates

LONGEST = 50
ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER = (
    "terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
CHANGED = "terminated by setWebhook request"


class Poller:
    """Answer one getUpdates at a time; a second one ends the first."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._turn = 0
        self._end: Exception = RefusalError(409, OTHER)

    def interrupt(self, reason: str = CHANGED) -> None:
        """End the request that waits."""
        self._stop(RefusalError(409, reason))

    def cut(self) -> None:
        """Break the line of the request that waits."""
        self._stop(DroppedError("reset", accepted=False))

    def _stop(self, end: Exception) -> None:
        self._turn += 1
        self._end = end
        self._updates.wake()

    async def get(self, offset: int, limit: int, timeout: float) -> list[JSON]:
        """Hand out updates, waiting for the first."""
        self.interrupt(OTHER)
        turn = self._turn
        offset = self._settle(offset)
        batch = await self._wait(turn, offset, limit, min(timeout, LONGEST))
        for pending in batch:
            self._updates.hand(pending, "poll", 1)
        return [pending.update for pending in batch]

    def _settle(self, offset: int) -> int:
        if offset > 0:
            self._updates.confirm_below(offset)
        if offset >= 0:
            return offset
        waiting = self._updates.waiting()[offset:]
        first = waiting[0].id if waiting else 0
        self._updates.confirm_below(first)
        return first

    async def _wait(
        self, turn: int, offset: int, limit: int, timeout: float
    ) -> list[Pending]:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        event = self._updates.listen()
        try:
            while True:
                event.clear()
                batch = self._batch(offset, limit)
                left = deadline - loop.time()
                if batch or left <= 0:
                    return batch
                await self._sleep(event, left)
                if turn != self._turn:
                    raise self._end
        finally:
            self._updates.unlisten(event)

    async def _sleep(self, event: asyncio.Event, seconds: float) -> None:
        late = self._updates.next_ready()
        pause = seconds if late is None else min(seconds, late + 0.001)
        try:
            async with asyncio.timeout(pause):
                await event.wait()
        except TimeoutError:
            return

    def _batch(self, offset: int, limit: int) -> list[Pending]:
        updates = self._updates
        every = [
            one
            for one in updates.waiting()
            if one.id >= offset or (one.late and one.owed)
        ]
        batch = every[:limit]
        if updates.dice.random() < updates.trouble.shuffle:
            updates.dice.shuffle(batch)
        return batch
