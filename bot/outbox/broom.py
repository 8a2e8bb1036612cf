"""Sweeps sent rows away in batches, without waiting for the disk.

A crash may bring a swept row back: it is then a send in doubt like any other.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

import structlog
from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.db import Sessions, relaxed
from bot.models import Notice, Outbox, Remembered
from bot.models.remembered import SAID

_PAUSE: Final = 0.1

log = structlog.get_logger(__name__)


class Broom:
    """Collects rows that Telegram accepted."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._rows: list[int] = []
        self._notices: list[int] = []
        self._said: list[tuple[int, int]] = []
        self._work = asyncio.Event()

    def sweep(
        self, row: int, notice_id: int | None, *, said: tuple[int, int] | None = None
    ) -> None:
        """Take note of an accepted message; `said`: remember its chat and number."""
        self._rows.append(row)
        if said is not None:
            self._said.append(said)
        if notice_id is not None:
            self._notices.append(notice_id)
        self._work.set()

    async def run(self) -> None:
        """Sweep until cancelled, then once more."""
        try:
            while True:
                await self._work.wait()
                await asyncio.sleep(_PAUSE)
                await self._try()
        finally:
            await self.flush()

    async def _try(self) -> None:
        try:
            await self.flush()
        except Exception:
            log.exception("sent rows could not be swept")
            await asyncio.sleep(1)

    async def flush(self) -> None:
        """Remove what was collected; on failure it stays collected."""
        rows, notices, said = self._rows[:], self._notices[:], self._said[:]
        self._work.clear()
        if not rows:
            return
        try:
            async with relaxed(self._sessions) as session:
                await session.execute(delete(Outbox).where(Outbox.id.in_(rows)))
                if notices:
                    told = update(Notice).where(Notice.id.in_(notices))
                    await session.execute(told.values(sent_at=func.app_now()))
                if said:
                    await session.execute(_remember(said))
        except BaseException:
            self._work.set()
            raise
        del self._rows[: len(rows)], self._notices[: len(notices)]
        del self._said[: len(said)]


def _remember(said: Sequence[tuple[int, int]]) -> Insert:
    rows = [
        {"chat_key": chat, "message_id": message, "purpose": SAID}
        for chat, message in said
    ]
    return insert(Remembered).values(rows).on_conflict_do_nothing()
