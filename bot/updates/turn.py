"""One update, one transaction: handled, written down, done; then spoken."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
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
from bot.updates import failures, lanes, reading, who
from bot.updates.failures import KilledError
from bot.updates.lanes import Head

HANDLER_SECONDS: Final = 20.0

log = structlog.get_logger(__name__)

Handle = Callable[[Unit, dict[str, Any]], Awaitable[None]]


class _OverrunError(Exception):
    """A handler took longer than it may."""


class Took(IntEnum):
    """What a worker found in a lane; false when there was nothing to do now."""

    NOTHING = 0
    LAST = 1
    MORE = 2
    BUSY = 3


class Speaker(Protocol):
    """Writes what an update owes, and says it once it is committed."""

    async def write(self, unit: Unit, *, behind: bool) -> list[Owed]:
        """Insert rows; return those that leave from this replica."""

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
        except _OverrunError:
            return await self._take(lane, self._give_up)

    async def _take(self, lane: int, work: "_Work") -> Took:
        async with self.sessions.begin() as session:
            if not await lanes.lock(session, lane):
                return Took.BUSY
            head = await lanes.head(session, self.bot_id, lane, self.replica)
            if head is None or (head.not_before and head.not_before > head.now):
                return Took.NOTHING
            unit = self._unit(session, lane, head)
            owed = await work(unit, head)
        self.speaker.speak(unit, owed)
        return Took.MORE if unit.more else Took.LAST

    def _unit(self, session: AsyncSession, lane: int, head: Head) -> Unit:
        rows = iter(range(head.rows, head.rows + OUTBOX_BLOCK))
        return Unit(
            session, head.update_id, lane, head.now, rows, Address(0), 0, private=True
        )

    async def _carry_out(self, unit: Unit, head: Head) -> list[Owed]:
        try:
            async with unit.session.begin_nested():
                await self._run(unit, head)
                owed = await self.speaker.write(unit, behind=head.behind)
        except UserError as error:
            await self._undo(unit)
            _explain(unit, error.text)
            owed = await self.speaker.write(unit, behind=head.behind)
        except DBAPIError as error:
            # Faults of the database never count against an update.
            if is_passing(error):
                raise
            return await self._fail(unit, head, error)
        except TimeoutError as error:
            # It may have cut a statement short, and the connection with it.
            raise _OverrunError from error
        except Exception as error:  # noqa: BLE001 - nothing may be lost silently
            return await self._fail(unit, head, error)
        unit.more = await lanes.finish(unit.session, self.bot_id, head.update_id)
        return owed

    async def _give_up(self, unit: Unit, head: Head) -> list[Owed]:
        """Count a handler that took too long, in a transaction without it."""
        _open(unit, head)
        return await self._fail(unit, head, TimeoutError())

    async def _run(self, unit: Unit, head: Head) -> None:
        raw = _open(unit, head)
        if failures.has_killed(head):
            raise KilledError
        if unit.accounts:
            unit.person, unit.conversation = await who.load(unit.session, unit.accounts)
        if head.closed and (unit.incoming or unit.pressed):
            await post.reopen(unit.session, unit.address)
        async with asyncio.timeout(HANDLER_SECONDS):
            await self.handle(unit, raw)
        # What handlers changed must fail inside the savepoint.
        await unit.session.flush()

    async def _undo(self, unit: Unit) -> None:
        """Forget what a handler did; who it is for is read anew, as it was before."""
        unit.forget()
        if unit.accounts:
            unit.person, unit.conversation = await who.load(unit.session, unit.accounts)

    async def _fail(self, unit: Unit, head: Head, error: BaseException) -> list[Owed]:
        await self._undo(unit)
        reference = await failures.record(unit.session, self.bot_id, head, error)
        if reference is None or not unit.private or not unit.address.chat_id:
            return []
        _explain(unit, _apology(reference))
        return await self.speaker.write(unit, behind=head.behind)


_Work = Callable[[Unit, Head], Awaitable[list[Owed]]]


def _open(unit: Unit, head: Head) -> dict[str, Any]:
    """Read an update: what it says, where and who it is from."""
    body = vault(unit.session).open(head.payload, payload_cell(head.update_id))
    raw = reading.read(body)
    _place(unit, raw)
    if unit.user_id:
        unit.accounts = vault(unit.session).accounts(unit.user_id)
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


def _explain(unit: Unit, text: Text) -> None:
    payload = Saying(text).render(translator(unit.language))
    unit.owed.append(Owed(unit.address, "sendMessage", payload))


def _apology(reference: str) -> Text:
    return _(
        "Something went wrong on our side, and this message was not carried out."
        " Our team has been told. Reference: {reference}",
        reference=reference,
    )
