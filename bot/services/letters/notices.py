"""Notices: services say who is to be told what; the words come later."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.i18n import DEFAULT_LANGUAGE
from bot.models import Notice
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.services.letters import post, recipients
from bot.services.letters.recipients import HOMES


class How(TypedDict, total=False):
    """How a notice leaves; unless said otherwise, among the notices, however late."""

    message_class: MessageClass
    not_before: datetime | None
    expires_at: datetime | None


async def write(
    session: AsyncSession,
    kind: str,
    *,
    subject: int,
    recipient: Recipient,
    recipient_id: int,
    **how: Unpack[How],
) -> bool:
    """Tell one recipient one thing, once.

    False when it was told before. A recipient without an address is not written to,
    but the notice stands.
    """
    whom = {"recipient": recipient, "recipient_id": recipient_id}
    statement = insert(Notice).values(kind=kind, subject=subject, **whom)
    notice_id = await session.scalar(
        statement.on_conflict_do_nothing().returning(Notice.id)
    )
    if notice_id is None:
        return False
    address = await address_of(session, recipient, recipient_id)
    if address is not None:
        await post.owe_notice(session, notice_id, address, **how)
    return True


async def write_to_author(
    session: AsyncSession, kind: str, subject: int, number: int, **how: Unpack[How]
) -> bool:
    """Tell the author of a submission one thing, once."""
    return await write(
        session,
        kind,
        subject=subject,
        recipient=Recipient.AUTHOR,
        recipient_id=number,
        **how,
    )


async def write_to_team(
    session: AsyncSession,
    kind: str,
    subject: int,
    people: Iterable[int],
    **how: Unpack[How],
) -> int:
    """Tell several of a team one thing; returns how many had not been told."""
    told = [
        await write(
            session,
            kind,
            subject=subject,
            recipient=Recipient.STAFF,
            recipient_id=person_id,
            **how,
        )
        for person_id in people
    ]
    return sum(told)


async def address_of(
    session: AsyncSession, recipient: Recipient, recipient_id: int
) -> Address | None:
    """Find where a recipient is written to, if it still has an address."""
    home = HOMES[recipient]
    value = await session.scalar(
        select(home.address).where(home.key == recipient_id, *home.only).limit(1)
    )
    if value is None:
        return None
    return recipients.unseal(session, value, recipient, recipient_id)


async def language_of(session: AsyncSession, notice: Notice) -> str:
    """Find the language that the recipient of a notice reads."""
    asked = HOMES[Recipient(notice.recipient)].language.limit(1)
    found = await session.scalar(asked, {"who": notice.recipient_id})
    return found or DEFAULT_LANGUAGE
