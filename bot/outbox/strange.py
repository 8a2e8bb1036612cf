"""Notices that this version has no words for: while two serve, the other one may."""

from collections.abc import Container
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Notice, Outbox
from bot.models.notice import Recipient
from bot.outbox.row import Row
from bot.services.letters import post

_PAUSE: Final = timedelta(seconds=10)
_LIFE: Final = timedelta(days=1)
_RECIPIENTS: Final = frozenset(Recipient)
# Higher than any id that a sequence gives: what waits for an update of the bot must
# not hold up what else its chat is to be told.
_BEHIND: Final = 2**48

log = structlog.get_logger(__name__)


def is_known(notice: Notice, kinds: Container[str]) -> bool:
    """Tell whether this version can tell a notice."""
    return notice.kind in kinds and notice.recipient in _RECIPIENTS


async def leave(session: AsyncSession, row: Row, replica: int, *, kind: str) -> bool:
    """Leave a notice to another version, behind all others; no attempt is counted.

    False for one that nobody has known for a day.
    """
    if row.id < _BEHIND:  # once, not at each try
        log.warning("a kind of notice that this version does not know", kind=kind)
    number = row.id % _BEHIND + _BEHIND
    statement = (
        update(Outbox)
        .where(Outbox.id == row.id, Outbox.owner == replica)
        .where(Outbox.created_at >= func.app_now() - _LIFE)
        .values(
            **post.sealed_row(session, number, row.address, None),
            state="pending",
            owner=None,
            claimed_at=None,
            not_before=func.app_now() + _PAUSE,
            error="unknown kind",
        )
    )
    left = await session.execute(statement.returning(Outbox.id))
    return left.one_or_none() is not None
