"""Updates that were set aside: what an operator may see and do, contents never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Inbox
from bot.models.inbox import InboxState

_LETTERS: Final = (
    select(
        func.coalesce(Inbox.reference, ""),
        func.coalesce(Inbox.error, ""),
        Inbox.attempts,
        Inbox.received_at,
        Inbox.first_attempt_at,
        Inbox.done_at,
    )
    .where(Inbox.state == InboxState.DEAD)
    .order_by(Inbox.received_at)
)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that failed for good, by its reference."""

    reference: str
    error: str
    attempts: int
    received_at: datetime
    first_attempt_at: datetime | None
    set_aside_at: datetime | None


async def find_all(session: AsyncSession) -> Sequence[DeadLetter]:
    """List what was set aside, the oldest first."""
    return [DeadLetter(*row) for row in await session.execute(_LETTERS)]


async def find(session: AsyncSession, reference: str) -> DeadLetter | None:
    """Find one by its reference."""
    statement = _LETTERS.where(Inbox.reference == reference)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else DeadLetter(*row)


async def retry(session: AsyncSession, reference: str) -> bool:
    """Let an update be carried out once more; False when there is none."""
    return await _change(
        session,
        reference,
        state=InboxState.NEW,
        attempts=0,
        first_attempt_at=None,
        not_before=None,
        done_at=None,
    )


async def drop(session: AsyncSession, reference: str) -> bool:
    """Give an update up and erase what it said; False when there is none."""
    erased = {"payload": None, "account": None}
    return await _change(session, reference, state=InboxState.DONE, **erased)


async def _change(session: AsyncSession, reference: str, **values: object) -> bool:
    statement = (
        update(Inbox)
        .where(Inbox.reference == reference, Inbox.state == InboxState.DEAD)
        .values(**values)
        .returning(Inbox.update_id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None
