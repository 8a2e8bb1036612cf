"""One update, one transaction: handled, written down, done; then spoken."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any, Protocol

import structlog

from bot import db
from bot.errors import UserError
from bot.i18n import Text, _, translator
from bot.saying import Saying
from bot.services.letters import post
from bot.unit import Owed, Unit
from bot.updates import closing, failures, lanes, opening
from bot.updates.failures import HANDLER_SECONDS, KilledError
from bot.updates.lanes import Head
from bot.updates.transaction import Transactions, Work

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
class _Task:
    """The update in hand, in its transaction."""

    work: Work
    head: Head
    unit: Unit


_Carry = Callable[[_Task], Awaitable[list[Owed]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """Carries out the update at the head of a lane."""

    transactions: Transactions
    bot_id: int
    replica: int
    handle: Handle
    speaker: Speaker

    async def take(self, lane: int, *, early: bool = False) -> Took:
        """Carry out one update of a lane; BUSY when another worker has the lane.

        `early`: its pause is not waited for.
        """
        try:
            return await self._take(lane, self._carry_out, early=early)
        except lanes.BusyError:
            return Took.BUSY
        except _StoppedError as stopped:
            return await self._tell(lane, stopped, early=early)

    async def _tell(self, lane: int, stopped: _StoppedError, *, early: bool) -> Took:
        """Tell what came of an update that was undone, in a transaction without it."""
        try:
            return await self._take(lane, partial(self._explain, stopped), early=early)
        except lanes.BusyError:
            return Took.BUSY

    async def _take(self, lane: int, carry: _Carry, *, early: bool) -> Took:
        async with self.transactions.begin() as work:
            head = await lanes.head(work.driver, self.bot_id, lane, self.replica)
            if head is None or not (early or head.is_due):
                return Took.NOTHING
            unit = opening.prepare(work.session, lane, head)
            owed = await carry(_Task(work, head, unit))
        self.speaker.speak(unit, owed)
        return Took.MORE if unit.more else Took.LAST

    async def _carry_out(self, task: _Task) -> list[Owed]:
        try:
            await self._run(task.unit, task.head)
            await task.work.settle()
            return await self._close(task)
        except Exception as error:
            if task.work.is_lost_with(error):
                raise
            raise _StoppedError(task.unit, error) from error

    async def _run(self, unit: Unit, head: Head) -> None:
        raw = await _open(unit, head)
        if failures.has_killed(head):
            raise KilledError
        async with asyncio.timeout(HANDLER_SECONDS):
            await self.handle(unit, raw)

    async def _close(self, task: _Task) -> list[Owed]:
        unit = task.unit
        owed, rows = await self.speaker.rows(unit, behind=task.head.behind)
        unit.more = await closing.close(task.work.driver, unit, self.bot_id, rows)
        return owed

    async def _explain(self, stopped: _StoppedError, task: _Task) -> list[Owed]:
        if task.unit.update_id != stopped.update_id:
            return []  # another replica was quicker
        if isinstance(stopped.error, UserError):
            log.info("refused", why=stopped.error.text.msgid)
            try:
                return await self._answer(stopped.error, task)
            except Exception as error:
                if task.work.is_lost_with(error):
                    raise
                stopped = _StoppedError(task.unit, error)
        return await self._fail(stopped, task)

    async def _answer(self, error: UserError, task: _Task) -> list[Owed]:
        async with db.savepoint(task.unit.session):
            await _open(task.unit, task.head)
            _say(task.unit, error.text)
            return await self._close(task)

    async def _fail(self, stopped: _StoppedError, task: _Task) -> list[Owed]:
        task.unit.owed.clear()
        reference = await failures.record(
            task.unit.session, self.bot_id, task.head, stopped.error
        )
        if reference is None or not stopped.can_be_told:
            return []
        try:
            return await self._apologize(reference, task)
        except Exception as error:
            if task.work.is_lost_with(error):
                raise
            # What cannot even be told is set aside all the same.
            log.exception("nobody was told", reference=reference)
            task.unit.owed.clear()
            return []

    async def _apologize(self, reference: str, task: _Task) -> list[Owed]:
        async with db.savepoint(task.unit.session):
            await _open(task.unit, task.head)
            _say(task.unit, _apology(reference))
            owed, rows = await self.speaker.rows(task.unit, behind=task.head.behind)
            await closing.owe(task.work.driver, rows)
            return owed


async def _open(unit: Unit, head: Head) -> dict[str, Any]:
    """Read an update; one from a chat that was closed opens it again."""
    raw = await opening.unseal(unit, head)
    if head.closed and (unit.incoming or unit.pressed):
        await post.reopen(unit.session, unit.address)
    return raw


def _say(unit: Unit, text: Text) -> None:
    payload = Saying(text).render(translator(unit.language))
    unit.owed.append(Owed(unit.address, "sendMessage", payload))


def _apology(reference: str) -> Text:
    return _(
        "Something went wrong on our side, and we could not handle this message. It "
        "is recorded. Reference: {reference}",
        reference=reference,
    )
