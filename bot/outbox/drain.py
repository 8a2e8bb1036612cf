"""The one sender of what nobody waits for, elected among the replicas."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.api import Api
from bot.db import Sessions, is_passing
from bot.i18n import translator
from bot.models import Notice, Outbox
from bot.outbox import claim, strange, sweep
from bot.outbox.pace import Pace
from bot.outbox.row import Row, opened
from bot.outbox.settle import Settler
from bot.saying import Saying
from bot.services.digest import digest_late
from bot.services.letters import notices

CONCURRENCY: Final = 16
_TICK: Final = 0.05  # between looks while messages wait for the pace
_IDLE: Final = 0.5  # an alert that another replica wrote is out within a second
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
    _under_way: int = 0
    _stopped: bool = False
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self, *, cold: bool = True) -> None:
        """Send until cancelled; faults of the database are waited out."""
        pace, swept, self._under_way = Pace(time.monotonic(), cold=cold), 0.0, 0
        async with asyncio.TaskGroup() as group:
            while not self._stopped:
                try:
                    if time.monotonic() - swept > _SWEEP_EVERY:
                        await self.sweep()
                        swept = time.monotonic()
                    await self._round(pace, group)
                except (OSError, SQLAlchemyError):
                    log.exception("the outbox could not be read")
                    await asyncio.sleep(_IDLE)

    async def stop(self) -> None:
        """Claim nothing more, and wait for the calls that are under way."""
        self._stopped = True
        self.wake.set()
        async with self._claiming:  # what a claim took is under way when it ends
            pass
        while self._under_way:
            await asyncio.sleep(0.02)

    async def sweep(self) -> None:
        """Release what dead senders left half-sent."""
        async with self.sessions.begin() as session:
            await sweep.release(session, self.settler.replica)

    async def once(self, pace: Pace) -> int:
        """Send what may leave now and wait for it; returns how many were tried."""
        rows, _ = await self._claim(pace)
        for row in rows:
            await self._send_and_free(row, pace)
        return len(rows)

    async def _round(self, pace: Pace, group: asyncio.TaskGroup) -> None:
        self.wake.clear()
        async with self._claiming:
            if self._stopped:
                return
            rows, more = await self._claim(pace)
        for row in rows:
            group.create_task(self._send_and_free(row, pace))
        if more:
            pause = pace.pause(time.monotonic()) or _TICK
            await asyncio.sleep(min(_TICK, pause))
            return
        try:
            async with asyncio.timeout(_IDLE):
                await self.wake.wait()
        except TimeoutError:
            return

    async def _claim(self, pace: Pace) -> tuple[list[Row], bool]:
        pace.recount(self._under_way)  # what a fault kept from leaving has no place
        async with self.sessions.begin() as session:
            free = CONCURRENCY - self._under_way
            resting = pace.resting(time.monotonic())
            due = await claim.due(session, free, resting)
            allowed = await self._allowed(session, due, pace)
            if not allowed:
                return [], bool(due or resting or not free)
            taken = await claim.take(
                session, [row.id for row in allowed], self.settler.replica
            )
            rows = [row for row in allowed if row.id in taken]
            await digest_late.tell(session, [row.payload for row in rows])
        self._under_way += len(rows)
        return rows, True

    async def _send_and_free(self, row: Row, pace: Pace) -> None:
        try:
            await self._send(row)
        except (OSError, SQLAlchemyError):
            # The row stays half-sent: the next sweep counts it as in doubt.
            log.exception("an outcome could not be written down")
        finally:
            self._under_way -= 1
            pace.landed(row, time.monotonic())

    async def _send(self, row: Row) -> None:
        unspoken = row.notice_id is not None and not row.payload
        if unspoken and not await self._rendered(row):
            return
        if not row.fresh:
            await self.settler.release([row.id])
            return
        outcome = await self.api.call(row.method, row.params)
        await self.settler.settle(row, outcome)

    async def _rendered(self, row: Row) -> bool:
        """Find a notice's words; a notice that has none must not stop the others."""
        try:
            return await self._render(row)
        except OSError:
            raise
        except Exception as error:
            if is_passing(error):
                raise
            await self.settler.fail(row, error)
            return False

    async def _render(self, row: Row) -> bool:
        async with self.sessions.begin() as session:
            notice = await session.get_one(Notice, row.notice_id)
            if not strange.is_known(notice, self.renderers):
                await self.settler.leave(session, row, notice.kind)
                return False
            saying = await self.renderers[notice.kind](session, notice)
            if saying is None:
                await self.settler.drop(session, row)
                return False
            language = await notices.language_of(session, notice)
        row.payload = saying.render(translator(language))
        return True

    async def _allowed(
        self, session: AsyncSession, due: Sequence[Outbox], pace: Pace
    ) -> list[Row]:
        now, chats, allowed = time.monotonic(), set[int](), []
        for found in due:
            row = await _open(session, found)
            if row is None:
                continue
            if row.chat_key not in chats and pace.allows(row, now):
                allowed.append(row)
            chats.add(row.chat_key)
        return allowed


async def _open(session: AsyncSession, found: Outbox) -> Row | None:
    """Open a row; one that does not open must not stop the others."""
    try:
        return opened(session, found)
    except (InvalidTag, KeyError, ValueError) as error:
        log.exception("a message does not open", row=found.id)
        found.state, found.error = "dead", type(error).__name__
        return None
