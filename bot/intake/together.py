"""Stores updates that come at the same time in one statement, and one commit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

_MOST: Final = 100  # updates of one statement

Update = dict[str, Any]
Stored = asyncio.Future[None]


class Together:
    """Gathers what comes while a statement runs; the next one takes it all.

    Nobody waits when there is nobody to wait for: a lone update is stored at once.
    """

    def __init__(self, store: Callable[[Sequence[Update]], Awaitable[None]]) -> None:
        self._store = store
        self._waiting: list[tuple[Update, Stored]] = []
        self._storing = asyncio.Lock()

    async def store(self, update: Update) -> None:
        """Return when the update is committed, with whatever came meanwhile."""
        stored: Stored = asyncio.get_running_loop().create_future()
        self._waiting.append((update, stored))
        async with self._storing:
            if not stored.done():
                await self._store_waiting()
        await stored

    async def _store_waiting(self) -> None:
        batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        try:
            if not await self._store_all(batch):
                for each in batch:
                    await self._store_all([each])
        finally:
            for _, stored in batch:  # those left when the replica stops
                stored.cancel()

    async def _store_all(self, batch: Sequence[tuple[Update, Stored]]) -> bool:
        """Store a batch; False when it must be tried piece by piece.

        One update that cannot be stored must not make Telegram repeat the others.
        """
        try:
            await self._store([update for update, _ in batch])
        except Exception as error:  # noqa: BLE001 - whoever waits raises it
            if len(batch) == 1:
                _fail(batch[0][1], error)
            return len(batch) == 1
        for _, stored in batch:
            if not stored.done():  # else whoever waited is gone
                stored.set_result(None)
        return True


def _fail(stored: Stored, error: Exception) -> None:
    if not stored.done():
        stored.set_exception(error)
