"""One update, one transaction: handled, written down, done; then spoken."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any, Final, Protocol

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions, is_passing, vault
from bot.errors import UserError
from bot.i18n import Text, _, translator
from bot.intake.origin import Origin
from bot.intake.store import payload_cell
from bot.models.outbox import OUTBOX_BLOCK
from bot.saying import Saying
from bot.services import post
from bot.unit import Owed, Unit
from bot.updates import closing, failures, lanes, reading, who
from bot.updates.failures import KilledError
from bot.updates.lanes import Head

HANDLER_SECONDS: Final = 20.0

log = structlog.get_logger(__name__)

Handle = Callable[[Unit, dict[str, Any]], Awaitable[None]]


class _StoppedError(Exception):
    """A handler raised; its transaction is undone, and the rest told in another."""

    def __init__(self, unit: Unit, error: Exception) -> None:
        super().__init__()
        self.update_id, self.error = unit.update_id, error
        self.can_be_told = unit.private and bool(unit.address.chat_id)


class Took(IntEnum):
    """What a worker found in a lane; false when there was nothing to do now."""

    NOTHING = 0
    LAST = 1
    MORE = 2
    BUSY = 3


class Speaker(Protocol):
    """Makes rows of what an update owes, and says it once it is committed."""

    async def rows(
        self, unit: Unit, *, behind: bool
    ) -> tuple[list[Owed], list[dict[str, Any]]]:
        """Seal what is owed; return also what leaves from this replica."""

    def speak(self, unit: Unit, owed: list[Owed]) -> None:
        """Let the committed rows leave, and stop the spinner of a pressed button."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Carries out the update at the head of a lane."""

    sessions: Sessions
    bot_id: int
    replica: int
    handle: Handle
    speaker: Speaker

    async def take(self, lane: int) -> Took:
        """Carry out one update of a lane; BUSY when another worker has the lane."""
        try:
            return await self._take(lane, self._carry_out)
        except lanes.BusyError:
            return Took.BUSY
        except _StoppedError as stopped:
            return await self._tell(lane, stopped)

    async def _tell(self, lane: int, stopped: _StoppedError) -> Took:
        """Tell what came of an update that was undone, in a transaction without it."""
        try:
            return await self._take(lane, partial(self._explain, stopped))
        except lanes.BusyError:
            return Took.BUSY

    async def _take(self, lane: int, work: "_Work") -> Took:
        async with self.sessions.begin() as session:
            head = await lanes.head(session, self.bot_id, lane, self.replica)
            if head is None or not head.is_due:
                return Took.NOTHING
            unit = _unit(session, lane, head)
            owed = await work(unit, head)
        self.speaker.speak(unit, owed)
        return Took.MORE if unit.more else Took.LAST

    async def _carry_out(self, unit: Unit, head: Head) -> list[Owed]:
        try:
            await self._run(unit, head)
            return await self._close(unit, head)
        except Exception as error:
            # Faults of the database never count against an update.
            if isinstance(error, DBAPIError) and is_passing(error):
                raise
            raise _StoppedError(unit, error) from error

    async def _run(self, unit: Unit, head: Head) -> None:
        raw = await _open(unit, head)
        if failures.has_killed(head):
            raise KilledError
        if head.closed and (unit.incoming or unit.pressed):
            await post.reopen(unit.session, unit.address)
        async with asyncio.timeout(HANDLER_SECONDS):
            await self.handle(unit, raw)
        await _flush(unit.session)

    async def _close(self, unit: Unit, head: Head) -> list[Owed]:
        owed, rows = await self.speaker.rows(unit, behind=head.behind)
        unit.more = await closing.close(unit, self.bot_id, rows)
        return owed

    async def _explain(
        self, stopped: _StoppedError, unit: Unit, head: Head
    ) -> list[Owed]:
        if head.update_id != stopped.update_id:
            return []  # another replica was quicker
        if isinstance(stopped.error, UserError):
            await _open(unit, head)
            _say(unit, stopped.error.text)
            return await self._close(unit, head)
        return await self._fail(stopped, unit, head)

    async def _fail(self, stopped: _StoppedError, unit: Unit, head: Head) -> list[Owed]:
        reference = await failures.record(
            unit.session, self.bot_id, head, stopped.error
        )
        if reference is None or not stopped.can_be_told:
            return []
        await _open(unit, head)
        _say(unit, _apology(reference))
        owed, rows = await self.speaker.rows(unit, behind=head.behind)
        await closing.owe(unit.session, rows)
        return owed


_Work = Callable[[Unit, Head], Awaitable[list[Owed]]]


def _unit(session: AsyncSession, lane: int, head: Head) -> Unit:
    rows = iter(range(head.rows, head.rows + OUTBOX_BLOCK))
    return Unit(
        session, head.update_id, lane, head.now, rows, Address(0), 0, private=True
    )


async def _flush(session: AsyncSession) -> None:
    """Let what handlers changed fail here, while it can still be told."""
    if session.new or session.dirty or session.deleted:
        await session.flush()


async def _open(unit: Unit, head: Head) -> dict[str, Any]:
    """Read an update: what it says, where and who it is from."""
    body = vault(unit.session).open(head.payload, payload_cell(head.update_id))
    raw = reading.read(body)
    _place(unit, raw)
    if unit.user_id:
        unit.accounts = vault(unit.session).accounts(unit.user_id)
        unit.person, unit.conversation = await who.find(
            unit.session, head, unit.accounts
        )
    return raw


def _place(unit: Unit, raw: dict[str, Any]) -> None:
    if "result_of" in raw:
        unit.result, unit.asked = raw, raw["asked"]
        unit.address = Address(*unit.asked["address"])
        unit.user_id, unit.private = unit.asked["user"], unit.asked["private"]
        return
    origin = Origin.of(raw)
    query = raw.get("callback_query", {})
    unit.query_id = query.get("id")
    unit.pressed = query.get("message", {}).get("message_id")
    unit.incoming = (raw.get("message") or raw.get("edited_message") or {}).get(
        "message_id"
    )
    unit.language_hint = _client_language(raw)
    unit.address = Address(origin.chat_id or 0, _thread(raw))
    unit.user_id, unit.private = origin.user_id or 0, origin.private


def _thread(raw: dict[str, Any]) -> int | None:
    message = raw.get("message") or raw.get("callback_query", {}).get("message") or {}
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def _client_language(raw: dict[str, Any]) -> str | None:
    for value in raw.values():
        if isinstance(value, dict) and isinstance(value.get("from"), dict):
            found: str | None = value["from"].get("language_code")
            return found
    return None


def _say(unit: Unit, text: Text) -> None:
    payload = Saying(text).render(translator(unit.language))
    unit.owed.append(Owed(unit.address, "sendMessage", payload))


def _apology(reference: str) -> Text:
    return _(
        "Something went wrong on our side, and this message was not carried out."
        " Our team has been told. Reference: {reference}",
        reference=reference,
    )
