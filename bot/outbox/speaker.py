"""Answers: written with the update, said by the replica that served it."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.api import Api
from bot.markup import ALERT_LIMIT, clip
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.outbox.row import Row
from bot.outbox.settle import Settler
from bot.services.letters import post
from bot.unit import Owed, Unit

Spawn = Callable[[Coroutine[Any, Any, None]], object]

CONCURRENCY: Final = 16
_STOPPED_FOR: Final = 40.0  # by then the sweep has found what was left half-sent

log = structlog.get_logger(__name__)


@dataclass
class AnswerSpeaker:
    """Says answers in order per chat, chats at the same time."""

    api: Api
    settler: Settler
    spawn: Spawn
    wake: Callable[[], None]
    _chats: dict[int, deque[Row]] = field(default_factory=dict)
    _stopped: dict[int, float] = field(default_factory=dict)  # until when, by chat
    _places: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(CONCURRENCY)
    )

    async def rows(
        self, unit: Unit, *, behind: bool
    ) -> tuple[list[Owed], list[dict[str, Any]]]:
        """Seal what an update owes; return also the answers that leave from here."""
        own, values = [], []
        unit.owes_others = post.owes(unit.session)
        for owed in unit.owed:
            owed.row = await _next_row(unit)
            here = not behind and _is_answer(unit, owed)
            if here:
                own.append(owed)
            values.append(self._values(unit, owed, here=here))
        return own, values

    def speak(self, unit: Unit, owed: list[Owed]) -> None:
        """Let the committed answers leave, and wake the drain for the rest."""
        if unit.owes_others or len(owed) < len(unit.owed):
            self.wake()
        if unit.query_id is not None:
            self.spawn(self._stop_spinner(unit))
        for each in owed:
            self._queue(_row(each))

    async def quiet(self) -> None:
        """Wait until everything queued here is said."""
        while self._chats:
            await asyncio.sleep(0.02)

    def _values(self, unit: Unit, owed: Owed, *, here: bool) -> dict[str, Any]:
        values = post.sealed_row(unit.session, owed.row, owed.address, owed.payload)
        owed.chat_key = values["chat_key"]
        owed.purpose = owed.purpose or _purpose(unit, owed)
        return values | {
            "method": owed.method,
            "message_class": int(owed.message_class),
            "purpose": owed.purpose,
            "lane": owed.lane,
            "state": "sending" if here else "pending",
            "owner": self.settler.replica if here else None,
            "claimed_at": unit.now if here else None,
        }

    def _queue(self, row: Row) -> None:
        if row.chat_key in self._chats:
            self._chats[row.chat_key].append(row)
            return
        self._chats[row.chat_key] = deque([row])
        self.spawn(self._say_all(row.chat_key))

    async def _say_all(self, chat_key: int) -> None:
        waiting = self._chats[chat_key]
        try:
            while waiting and not self._is_stopped(chat_key):
                async with self._places:
                    await self._say(waiting[0])
                waiting.popleft()
            await self._hand_over(waiting)
        except (OSError, SQLAlchemyError):
            # The rows stay half-sent: the sweep finds them and counts them in doubt.
            log.exception("an outcome could not be written down")
            self._stop(chat_key)
        finally:
            del self._chats[chat_key]

    async def _say(self, row: Row) -> None:
        if not row.fresh:
            self._stop(row.chat_key)
            await self.settler.release([row.id])
            return
        outcome = await self.api.call(row.method, row.params)
        if not await self.settler.settle(row, outcome):
            self._stop(row.chat_key)

    async def _hand_over(self, waiting: deque[Row]) -> None:
        """Leave the rest to the drain, which keeps the order behind what waits."""
        while waiting:  # more may be queued while the database works
            rows = [row.id for row in waiting]
            waiting.clear()
            await self.settler.release(rows)

    def _stop(self, chat_key: int) -> None:
        """Say nothing here from now on: an earlier answer waits in the outbox."""
        now = time.monotonic()
        self._stopped = {key: end for key, end in self._stopped.items() if end > now}
        self._stopped[chat_key] = now + _STOPPED_FOR

    def _is_stopped(self, chat_key: int) -> bool:
        return self._stopped.get(chat_key, 0.0) > time.monotonic()

    async def _stop_spinner(self, unit: Unit) -> None:
        params: dict[str, Any] = {"callback_query_id": unit.query_id}
        if unit.alert is not None:
            params |= {"text": clip(unit.alert, ALERT_LIMIT), "show_alert": True}
        await self.api.call("answerCallbackQuery", params)


def _is_answer(unit: Unit, owed: Owed) -> bool:
    return (
        owed.message_class is MessageClass.ANSWER
        and unit.private
        and owed.address == unit.address
    )


def _purpose(unit: Unit, owed: Owed) -> str | None:
    """Remember what is said to people who agreed, until it can no longer be deleted."""
    is_alone = unit.private and owed.address == unit.address
    return SAID if is_alone and unit.person is not None and owed.lane is None else None


async def _next_row(unit: Unit) -> int:
    row = next(unit.rows, None)
    if row is None:
        unit.rows = await post.reserve(unit.session)
        row = next(unit.rows)
    return row


def _row(owed: Owed) -> Row:
    return Row(
        owed.row,
        owed.chat_key,
        owed.address,
        owed.method,
        owed.payload,
        owed.message_class,
        owed.purpose,
        owed.lane,
    )
