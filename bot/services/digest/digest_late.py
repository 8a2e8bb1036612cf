"""Digests that leave late say so; those that could not leave in time are skipped."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Digest, Mail
from bot.models.digest import DigestState
from bot.models.mail import MailState
from bot.services.days import moments
from bot.services.digest import digest_messages

_IF_LATE: Final = "if_late"
_LEFT: Final = (MailState.SENDING, MailState.SENT, MailState.UNKNOWN)


def words(
    digest_id: int, since: datetime, zone: str, said: dict[str, Any]
) -> dict[str, Any]:
    """Freeze in a message what it says otherwise when it leaves late."""
    told = {"digest": digest_id, "since": since.isoformat(), "zone": zone, "said": said}
    return {_IF_LATE: told}


async def tell(session: AsyncSession, payloads: Iterable[dict[str, Any]]) -> None:
    """Choose the words of messages as they leave, and record which digests are late."""
    found = [(each, each.pop(_IF_LATE)) for each in payloads if _IF_LATE in each]
    if not found:
        return
    moment, late = await now(session), set[int]()
    for payload, told in found:
        if datetime.fromisoformat(told["since"]) < moment:
            is_night = moments.by_day(moment, told["zone"]) is not None
            payload.update(told["said"], disable_notification=is_night)
            late.add(told["digest"])
    if late:
        await session.execute(
            update(Digest).where(Digest.id.in_(late)).values(late=True)
        )


async def skip(session: AsyncSession, keys: Iterable[str]) -> None:
    """Record that digests are skipped whose first messages came to nothing in time.

    But not where a mail told of it.
    """
    ids = set(filter(None, map(digest_messages.begun_by, keys)))
    if not ids:
        return
    left = select(Mail.id).where(Mail.digest_id == Digest.id, Mail.state.in_(_LEFT))
    await session.execute(
        update(Digest)
        .where(Digest.id.in_(ids), ~left.exists())
        .values(state=DigestState.SKIPPED, late=True)
    )
