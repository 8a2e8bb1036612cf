"""Receipts: links on paper, by which an author can follow what they said.

Whoever opens the link first is its author from then on. Only a hash of it is kept.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.models import Person, Receipt, Submission
from bot.models.notice import Recipient
from bot.services.letters import recipients

LIFE: Final = timedelta(days=180)
_BYTES: Final = 16  # 22 characters of a link


async def issue(session: AsyncSession, number: int, *, relay: bool) -> str:
    """Make a receipt for a submission; returns what its link carries."""
    token = secrets.token_urlsafe(_BYTES)
    hashed = vault(session).token_hashes(token)[0]
    await session.execute(
        insert(Receipt).values(token=hashed, submission_id=number, relay=relay)
    )
    return token


async def share(session: AsyncSession, number: int, part: int) -> None:
    """Let the receipt of a submission, if it has one, be for a part of it, too."""
    same = select(Receipt.token, literal(part), Receipt.relay, Receipt.created_at)
    columns = ["token", "submission_id", "relay", "created_at"]
    await session.execute(
        insert(Receipt).from_select(
            columns, same.where(Receipt.submission_id == number)
        )
    )


async def follow(
    session: AsyncSession, person: Person, address: Address, token: str
) -> Sequence[int]:
    """Make somebody the author of what their receipt is for; gives its numbers."""
    used = await session.execute(
        delete(Receipt)
        .where(Receipt.token.in_(vault(session).token_hashes(token)))
        .where(Receipt.created_at > func.app_now() - LIFE)
        .returning(Receipt.submission_id, Receipt.relay)
    )
    found = sorted((number, relay) for number, relay in used)
    if not found:
        raise UserError(_("This link no longer works. Each receipt works once."))
    for number, relay in found:
        await _tie(session, person, address, number, relay=relay)
    return [number for number, _relay in found]


async def _tie(
    session: AsyncSession, person: Person, address: Address, number: int, *, relay: bool
) -> None:
    await session.execute(
        update(Submission)
        .where(Submission.id == number, Submission.person_id.is_(None))
        .values(
            person_id=person.id,
            relay=relay,
            address=recipients.seal(session, address, Recipient.AUTHOR, number),
        )
    )
