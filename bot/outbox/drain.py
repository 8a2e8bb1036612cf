"""The one sender of what nobody waits for, elected among the replicas."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.api import Api
from bot.db import Sessions
from bot.i18n import translator
from bot.models import Notice, Outbox
from bot.outbox import claim, sweep
from bot.outbox.pace import Pace
from bot.outbox.row import Row, opened
from bot.outbox.settle import Settler
from bot.saying import Saying
from bot.services import notices

CONCURRENCY: Final = 16
_TICK: Final = 0.05  # between looks while messages wait for the pace
_IDLE: Final = 1.0
_SWEEP_EVERY: Final = 5.0

log = structlog.get_logger(__name__)

Renderer = Callable[[AsyncSession, Notice], Awaitable[Saying | None]]


@dataclass
class Drain:
    """Sends the outbox at Telegram's pace."""

    sessions: Sessions
    api: Api
    settler: Settler
    renderers: dict[str, Renderer]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _places: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(CONCURRENCY)
    )

    async def run(self, *, cold: bool = True) -> None:
        """Send until cancelled; faults of the database are waited out."""
        pace, swept = Pace(time.monotonic(), cold=cold), 0.0
        async with asyncio.TaskGroup() as group:
            while True:
                try:
                    if time.monotonic() - swept > _SWEEP_EVERY:
                        await self.sweep()
                        swept = time.monotonic()
                    await self._round(pace, group)
                except (OSError, SQLAlchemyError):
                    log.exception("the outbox could not be read")
                    await asyncio.sleep(_IDLE)

    async def sweep(self) -> None:
        """Release what dead senders left half-sent."""
        async with self.sessions.begin() as session:
            await sweep.release(session, self.settler.replica)

    async def once(self, pace: Pace) -> int:
        """Send what may leave now and wait for it; returns how many were tried."""
        rows, _ = await self._claim(pace)
        for row in rows:
            await self._send(row)
        return len(rows)

    async def _round(self, pace: Pace, group: asyncio.TaskGroup) -> None:
        self.wake.clear()
        rows, more = await self._claim(pace)
        for row in rows:
            await self._places.acquire()
            group.create_task(self._send_and_free(row))
        if more or rows:
            await asyncio.sleep(_TICK)
            return
        try:
            async with asyncio.timeout(_IDLE):
                await self.wake.wait()
        except TimeoutError:
            return

    async def _claim(self, pace: Pace) -> tuple[list[Row], bool]:
        async with self.sessions.begin() as session:
            due = await claim.due(session)
            allowed = _allowed(session, due, pace)
            if not allowed:
                return [], bool(due)
            taken = await claim.take(
                session, [row.id for row in allowed], self.settler.replica
            )
        return [row for row in allowed if row.id in taken], len(allowed) < len(due)

    async def _send_and_free(self, row: Row) -> None:
        try:
            await self._send(row)
        except (OSError, SQLAlchemyError):
            # The row stays half-sent: the next sweep counts it as in doubt.
            log.exception("an outcome could not be written down")
        finally:
            self._places.release()

    async def _send(self, row: Row) -> None:
        unspoken = row.notice_id is not None and not row.payload
        if unspoken and not await self._rendered(row):
            return
        if not row.fresh:
            log.warning("a claim grew old", row=row.id)
            return
        outcome = await self.api.call(row.method, row.params)
        await self.settler.settle(row, outcome)

    async def _rendered(self, row: Row) -> bool:
        """Find a notice's words; a notice that has none must not stop the others."""
        try:
            return await self._render(row)
        except (OSError, DBAPIError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a renderer does
            await self.settler.fail(row, error)
            return False

    async def _render(self, row: Row) -> bool:
        async with self.sessions.begin() as session:
            notice = await session.get_one(Notice, row.notice_id)
            saying = await self.renderers[notice.kind](session, notice)
            if saying is None:
                await self.settler.drop(session, row)
                return False
            language = await notices.language_of(session, notice)
        row.payload = saying.render(translator(language))
        return True


def _allowed(session: AsyncSession, due: Sequence[Outbox], pace: Pace) -> list[Row]:
    now, chats, allowed = time.monotonic(), set[Any](), []
    for found in due:
        row = opened(session, found)
        if row.chat_key not in chats and pace.allows(row, now):
            allowed.append(row)
        chats.add(row.chat_key)
    return allowed
