"""Notices: services say who is to be told what; the words come later."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Cell
from bot.i18n import DEFAULT_LANGUAGE
from bot.models import (
    Channel,
    Notice,
    Person,
    Staff,
    Submission,
    Subscription,
    Support,
    WorkingGroup,
)
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.services.letters import post, sealed


async def write(
    session: AsyncSession,
    kind: str,
    *,
    subject: int,
    recipient: Recipient,
    recipient_id: int,
    message_class: MessageClass = MessageClass.NOTICE,
    expires_at: datetime | None = None,
) -> bool:
    """Tell one recipient one thing, once.

    False when it was told before. A recipient without an address is not written to,
    but the notice stands.
    """
    statement = (
        insert(Notice)
        .values(
            kind=kind,
            subject=subject,
            recipient=recipient,
            recipient_id=recipient_id,
        )
        .on_conflict_do_nothing()
        .returning(Notice.id)
    )
    notice_id = (await session.execute(statement)).scalar_one_or_none()
    if notice_id is None:
        return False
    address = await address_of(session, recipient, recipient_id)
    if address is not None:
        await post.owe_notice(
            session, notice_id, address, message_class, expires_at=expires_at
        )
    return True


async def write_to_team(
    session: AsyncSession,
    kind: str,
    subject: int,
    people: Iterable[int],
    *,
    message_class: MessageClass = MessageClass.NOTICE,
    expires_at: datetime | None = None,
) -> int:
    """Tell several of a team one thing; returns how many had not been told."""
    told = [
        await write(
            session,
            kind,
            subject=subject,
            recipient=Recipient.STAFF,
            recipient_id=person_id,
            message_class=message_class,
            expires_at=expires_at,
        )
        for person_id in people
    ]
    return sum(told)


async def address_of(
    session: AsyncSession, recipient: Recipient, recipient_id: int
) -> Address | None:
    """Find where a recipient is written to, if it still has an address."""
    match recipient:
        case Recipient.AUTHOR:
            cell = submission_address(recipient_id)
            found = select(Submission.address).where(Submission.id == recipient_id)
        case Recipient.STAFF:
            cell = staff_address(recipient_id)
            found = select(Staff.address).where(Staff.person_id == recipient_id)
        case Recipient.GROUP:
            cell = group_chat(recipient_id)
            found = select(WorkingGroup.chat).where(WorkingGroup.id == recipient_id)
        case Recipient.SUPPORTER:
            cell = supporter_address(recipient_id)
            found = select(Support.address).where(Support.chat_key == recipient_id)
        case Recipient.SUBSCRIBER:
            cell = subscriber_address(recipient_id)
            found = select(Subscription.address).where(
                Subscription.chat_key == recipient_id
            )
        case Recipient.CHANNEL:
            cell = channel_address(recipient_id)
            found = select(Channel.address).where(
                Channel.chat_key == recipient_id, Channel.group_id.is_not(None)
            )
    value = (await session.execute(found.limit(1))).scalar_one_or_none()
    return None if value is None else sealed.open_address(session, value, cell)


async def language_of(session: AsyncSession, notice: Notice) -> str:
    """Find the language that the recipient of a notice reads."""
    statement = _language(Recipient(notice.recipient), notice)
    found = (await session.execute(statement)).scalar_one_or_none()
    return found or DEFAULT_LANGUAGE


def submission_address(submission_id: int) -> Cell:
    """Name the cell of a reply address."""
    return Cell("submission", "address", submission_id)


def staff_address(person_id: int) -> Cell:
    """Name the cell of a team member's address; all roles of a person share it."""
    return Cell("staff", "address", person_id)


def group_chat(group_id: int) -> Cell:
    """Name the cell of a working group's chat."""
    return Cell("working_group", "chat", group_id)


def supporter_address(chat_key: int) -> Cell:
    """Name the cell of a supporter's address; all supports of a chat share it."""
    return Cell("support", "address", chat_key)


def subscriber_address(chat_key: int) -> Cell:
    """Name the cell of a subscriber's address; all subscriptions of a chat share it."""
    return Cell("subscription", "address", chat_key)


def channel_address(chat_key: int) -> Cell:
    """Name the cell of a channel's address."""
    return Cell("channel", "address", chat_key)


def _language(recipient: Recipient, notice: Notice) -> Select[str]:
    match recipient:
        case Recipient.AUTHOR:
            return (
                select(func.coalesce(Person.language, Submission.language))
                .select_from(Submission)
                .outerjoin(Person, Person.id == Submission.person_id)
                .where(Submission.id == notice.recipient_id)
            )
        case Recipient.STAFF:
            return select(Person.language).where(Person.id == notice.recipient_id)
        case Recipient.GROUP:
            return select(WorkingGroup.language).where(
                WorkingGroup.id == notice.recipient_id
            )
        case Recipient.SUPPORTER:
            return (
                select(Support.language)
                .where(Support.chat_key == notice.recipient_id)
                .limit(1)
            )
        case Recipient.SUBSCRIBER:
            return (
                select(Subscription.language)
                .where(Subscription.chat_key == notice.recipient_id)
                .limit(1)
            )
        case Recipient.CHANNEL:
            return (
                select(WorkingGroup.language)
                .join(Channel, Channel.group_id == WorkingGroup.id)
                .where(Channel.chat_key == notice.recipient_id)
            )
