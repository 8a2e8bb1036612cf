"""Messages and mails of which nobody knows whether they were taken (P4).

Digests and broadcasts are not sent twice by themselves: an operator looks into the chat
or asks the reader, and decides. A reference names a row: `7` of the outbox, `m7` a
mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Executable, delete, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Channel, Digest, Mail, MailAddress, Outbox, WorkingGroup
from bot.models.mail import MailState
from bot.models.outbox import OutboxState
from bot.services.digest import digest_messages
from bot.services.mail import settling

_MAIL: Final = "m"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is in doubt, by its row; `group` where it is a digest, or in a channel."""

    row: int
    group: str
    made_at: datetime
    in_channel: bool
    is_mail: bool

    @property
    def reference(self) -> str:
        """Name it for the operator."""
        return f"{_MAIL if self.is_mail else ''}{self.row}"


async def find_all(session: AsyncSession) -> Sequence[Doubt]:
    """List what is in doubt, messages before mails, the oldest first."""
    name = func.coalesce(WorkingGroup.name_uk, "")
    messages = (
        select(Outbox.id, name, Outbox.created_at, Channel.id.is_not(None))
        .outerjoin(Digest, Outbox.key.in_(digest_messages.keys(Digest.id)))
        .outerjoin(Channel, Channel.chat_key == Outbox.chat_key)
        .outerjoin(
            WorkingGroup,
            WorkingGroup.id == func.coalesce(Digest.group_id, Channel.group_id),
        )
        .where(Outbox.state == OutboxState.UNKNOWN)
        .order_by(Outbox.id)
    )
    mails = (
        select(Mail.id, name, Mail.created_at, false())
        .join(MailAddress, MailAddress.id == Mail.address_id)
        .join(WorkingGroup, WorkingGroup.id == MailAddress.group_id)
        .where(Mail.state == MailState.UNKNOWN)
        .order_by(Mail.id)
    )
    return [
        Doubt(*row, is_mail=is_mail)
        for is_mail, statement in ((False, messages), (True, mails))
        for row in await session.execute(statement)
    ]


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
