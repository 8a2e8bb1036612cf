"""Messages and mails of which nobody knows whether they were taken (P4).

Digests and broadcasts are not sent twice by themselves: somebody looks into the chat or
asks the reader, and decides. A reference names a row: `7` of the outbox, `m7` a mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    and_,
    delete,
    false,
    func,
    null,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Channel, Digest, Mail, MailAddress, Notice, Outbox, WorkingGroup
from bot.models.mail import MailState
from bot.models.notice import Recipient
from bot.models.outbox import OutboxState
from bot.services.digest import digest_messages
from bot.services.mail import settling

_MAIL: Final = "m"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is in doubt, by its row; `group` where it is a digest, or in a channel.

    `reader`: who of the network's coordinators was to read a digest of the network. A
    mail with that digest names the group by which its address came.
    """

    row: int
    group: WorkingGroup | None
    reader: int | None
    made_at: datetime
    in_channel: bool
    to_partner: bool
    is_mail: bool

    @property
    def reference(self) -> str:
        """Name it for the operator."""
        return reference(self.row, is_mail=self.is_mail)


def reference(row: int, *, is_mail: bool) -> str:
    """Name a row of the outbox, or of the mails."""
    return f"{_MAIL if is_mail else ''}{row}"


async def find_all(session: AsyncSession) -> Sequence[Doubt]:
    """List what is in doubt, messages before mails, the oldest first."""
    return [*await messages(session), *await mails(session)]


async def find(session: AsyncSession, reference: str) -> Doubt | None:
    """Find what is in doubt by its reference."""
    row = _number(reference)
    if reference.startswith(_MAIL):
        found = await mails(session, Mail.id == row)
    else:
        found = await messages(session, Outbox.id == row)
    return found[0] if found else None


async def messages(
    session: AsyncSession, *conditions: ColumnElement[bool]
) -> Sequence[Doubt]:
    """List messages in doubt of which some conditions are true, the oldest first."""
    to_staff = and_(
        Notice.id == Outbox.notice_id, Notice.recipient == Recipient.STAFF.value
    )
    rows = await session.execute(
        select(
            Outbox.id,
            WorkingGroup,
            Notice.recipient_id,
            Outbox.created_at,
            Channel.id.is_not(None),
            false(),
        )
        .outerjoin(Digest, Outbox.key.in_(digest_messages.keys(Digest.id)))
        .outerjoin(Channel, Channel.chat_key == Outbox.chat_key)
        .outerjoin(Notice, to_staff)
        .outerjoin(
            WorkingGroup,
            WorkingGroup.id == func.coalesce(Digest.group_id, Channel.group_id),
        )
        .where(Outbox.state == OutboxState.UNKNOWN, *conditions)
        .order_by(Outbox.id)
    )
    return [Doubt(*row, is_mail=False) for row in rows]


async def mails(
    session: AsyncSession, *conditions: ColumnElement[bool]
) -> Sequence[Doubt]:
    """List mails in doubt in the same way."""
    nobody = type_coerce(null(), BigInteger)
    rows = await session.execute(
        select(
            Mail.id,
            WorkingGroup,
            nobody,
            Mail.created_at,
            false(),
            Mail.month.is_not(None),
        )
        .join(MailAddress, MailAddress.id == Mail.address_id)
        .join(WorkingGroup, WorkingGroup.id == MailAddress.group_id)
        .where(Mail.state == MailState.UNKNOWN, *conditions)
        .order_by(Mail.id)
    )
    return [Doubt(*row, is_mail=True) for row in rows]


async def send_again(session: AsyncSession, reference: str) -> bool:
    """Send one again, because it did not come; False when it is not in doubt.

    However long it was in doubt: it does not expire any more.
    """
    row = _number(reference)
    if reference.startswith(_MAIL):
        return await _did(session, settling.again(Mail.id == row).returning(Mail.id))
    again = (
        update(Outbox)
        .where(Outbox.id == row, Outbox.state == OutboxState.UNKNOWN)
        .values(
            state=OutboxState.PENDING,
            not_before=None,
            expires_at=None,
            created_at=func.app_now(),
        )
        .returning(Outbox.id)
    )
    return await _did(session, again)


async def settle(session: AsyncSession, reference: str) -> bool:
    """Forget one, because it did come; False when it is not in doubt."""
    row = _number(reference)
    if reference.startswith(_MAIL):
        return await _did(session, settling.came(row).returning(Mail.id))
    mine = (Outbox.id == row, Outbox.state == OutboxState.UNKNOWN)
    return await _did(session, delete(Outbox).where(*mine).returning(Outbox.id))


async def _did(session: AsyncSession, statement: Executable) -> bool:
    return (await session.execute(statement)).first() is not None


def _number(reference: str) -> int:
    """Read the number of a row; 0, which no row has, from what is none."""
    try:
        return int(reference.removeprefix(_MAIL))
    except ValueError:
        return 0
