"""Sweeps sent rows away in batches, without waiting for the disk.

A crash may bring a swept row back: it is then a send in doubt like any other.
"""

import asyncio
from typing import Final

import structlog
from sqlalchemy import text

from bot.db import Sessions, relaxed
from bot.models.remembered import SAID

_PAUSE: Final = 0.1
_SWEEP: Final = text("""
    with gone as (
        delete from outbox where id = any(cast(:rows as bigint[]))
    ), told as (
        update notice set sent_at = app_now()
        where id = any(cast(:notices as bigint[]))
    )
    insert into remembered (chat_key, message_id, purpose)
    select said.*, cast(:purpose as text) from unnest(
        cast(:chats as bigint[]), cast(:messages as bigint[])
    ) as said
    on conflict do nothing
""")

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
        values = {
            "rows": rows,
            "notices": notices,
            "chats": [chat for chat, _ in said],
            "messages": [message for _, message in said],
            "purpose": SAID,
        }
        try:
            async with relaxed(self._sessions) as session:
                await session.execute(_SWEEP, values)
        except BaseException:
            self._work.set()
            raise
        del self._rows[: len(rows)], self._notices[: len(notices)]
        del self._said[: len(said)]
