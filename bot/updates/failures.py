"""What happens to an update whose handler failed: pauses, then the operator."""

import secrets
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Inbox
from bot.updates.lanes import Head

ATTEMPTS: Final = 5
PATIENCE: Final = timedelta(minutes=2)  # from the first attempt; design
HANDLER_SECONDS: Final = 20.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
_ALONE: Final = 10.0

log = structlog.get_logger(__name__)


class KilledError(Exception):
    """An update ended the process, alone, as often as it may be tried."""


_RETRY: Final = text("""
    update inbox set attempts = attempts + 1, error = :error,
        first_attempt_at = coalesce(first_attempt_at, app_now()),
        not_before = app_now() + make_interval(secs => :pause)
    where bot_id = :bot_id and update_id = :update_id
""")
_DEAD: Final = text("""
    update inbox set state = 'dead', attempts = least(attempts + 1, :most),
        error = :error,
        reference = :reference, done_at = app_now()
    where bot_id = :bot_id and update_id = :update_id
""")


async def record(
    session: AsyncSession, bot_id: int, head: Head, error: BaseException
) -> str | None:
    """Plan the next attempt; after the last, set aside and return the reference."""
    values = {
        "bot_id": bot_id,
        "update_id": head.update_id,
        "error": type(error).__name__,
    }
    pause = min(_FIRST_PAUSE * 3**head.attempts, _LONGEST_PAUSE)
    if not _is_last(head, pause):
        await session.execute(_RETRY, values | {"pause": pause})
        log.error("update failed", attempt=head.attempts + 1, exc_info=error)
        return None
    reference = secrets.token_hex(3).upper()
    values |= {"reference": reference, "most": ATTEMPTS}
    await session.execute(_DEAD, values)
    log.error("update set aside", reference=reference, exc_info=error)
    return reference


async def blame(session: AsyncSession, bot_id: int, lane: int) -> None:
    """Count a death of the process against the update that was alone in hand.

    After the last it is not carried out again: see `has_killed`. For a while it is
    tried alone only: workers would die of it, too, and nobody would count that.
    """
    oldest = (
        select(Inbox.update_id)
        .where(Inbox.bot_id == bot_id, Inbox.lane == lane, Inbox.state == "new")
        .order_by(Inbox.update_id)
        .limit(1)
    )
    update_id = (await session.execute(oldest)).scalar_one_or_none()
    if update_id is not None:
        values = {"bot_id": bot_id, "update_id": update_id, "error": "Killed"}
        await session.execute(_RETRY, values | {"pause": _ALONE})


def has_killed(head: Head) -> bool:
    """Tell an update that has no attempt left: its attempts ended with the process."""
    return head.attempts >= ATTEMPTS


def _is_last(head: Head, pause: float) -> bool:
    """Tell whether there is no attempt left, or the next might end too late."""
    started = head.first_attempt_at or head.now
    ends = head.now + timedelta(seconds=pause + HANDLER_SECONDS)
    return head.attempts + 1 >= ATTEMPTS or ends - started >= PATIENCE
