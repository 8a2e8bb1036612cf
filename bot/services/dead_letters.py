"""Updates that were set aside: what an operator may see and do, contents never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Inbox
from bot.models.inbox import InboxState


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that failed for good, by its reference."""

    reference: str
    error: str
    attempts: int
    received_at: datetime


async def find_all(session: AsyncSession) -> Sequence[DeadLetter]:
    """List what was set aside, the oldest first."""
    statement = (
        select(Inbox.reference, Inbox.error, Inbox.attempts, Inbox.received_at)
        .where(Inbox.state == InboxState.DEAD)
        .order_by(Inbox.received_at)
    )
    rows = await session.execute(statement)
    return [
        DeadLetter(reference or "", error or "", attempts, received_at)
        for reference, error, attempts, received_at in rows
    ]


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
