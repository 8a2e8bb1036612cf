"""Digests and broadcasts of which nobody knows whether Telegram took them (P4).

They are not sent twice by themselves: an operator looks into the chat and decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Digest, Outbox, WorkingGroup
from bot.models.outbox import OutboxState
from bot.services import digest_messages


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message in doubt, by its row in the outbox; `group` where it is a digest."""

    row: int
    group: str
    made_at: datetime


async def find_all(session: AsyncSession) -> Sequence[Doubt]:
    """List what is in doubt, the oldest first."""
    name = func.coalesce(WorkingGroup.name_uk, "")
    statement = (
        select(Outbox.id, name, Outbox.created_at)
        .outerjoin(Digest, Outbox.key.in_(digest_messages.keys(Digest.id)))
        .outerjoin(WorkingGroup, WorkingGroup.id == Digest.group_id)
        .where(Outbox.state == OutboxState.UNKNOWN)
        .order_by(Outbox.id)
    )
    return [Doubt(*row) for row in await session.execute(statement)]


async def send_again(session: AsyncSession, row: int) -> bool:
    """Send one again, because it did not come; False when it is not in doubt."""
    statement = (
        update(Outbox)
        .where(Outbox.id == row, Outbox.state == OutboxState.UNKNOWN)
        .values(state=OutboxState.PENDING, not_before=None)
        .returning(Outbox.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def settle(session: AsyncSession, row: int) -> bool:
    """Forget one, because it did come; False when it is not in doubt."""
    statement = (
        delete(Outbox)
        .where(Outbox.id == row, Outbox.state == OutboxState.UNKNOWN)
        .returning(Outbox.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None
