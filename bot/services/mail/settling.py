"""What becomes of a mail after it was tried."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Update

from bot.models import Mail, MailAddress
from bot.models.mail import MailState
from bot.models.staff import Role
from bot.services.letters import hearers, notices
from bot.services.letters.mails import Claimed
from bot.services.mail import addresses
from bot.services.team import access

REFUSED: Final = "mail.refused"
# Who may see addresses, and mend them; the first of them that there are.
_TOLD: Final = (Role.SECRETARY, Role.COORDINATOR)
_FIRST_PAUSE: Final = 30.0
_LONGEST_PAUSE: Final = 3600.0


async def sent(session: AsyncSession, mail: Claimed) -> None:
    """Write down that a mail was taken by the server."""
    await session.execute(_settle(mail, MailState.SENT, payload=None, error=None))


async def put_off(session: AsyncSession, mail: Claimed, why: str) -> None:
    """Try a mail again after a growing pause."""
    pause = min(_FIRST_PAUSE * 2**mail.attempts, _LONGEST_PAUSE)
    await session.execute(
        _settle(
            mail,
            MailState.PENDING,
            attempts=mail.attempts + 1,
            not_before=func.app_now() + timedelta(seconds=pause),
            error=why,
        )
    )


async def refused(session: AsyncSession, mail: Claimed, why: str) -> None:
    """Note that an address takes no mails, and tell who can mend it."""
    await session.execute(_settle(mail, MailState.REFUSED, payload=None, error=why))
    rows = await session.execute(
        update(MailAddress)
        .where(MailAddress.id == mail.address_id)
        .values(failing_at=func.coalesce(MailAddress.failing_at, func.app_now()))
        .returning(MailAddress.group_id, MailAddress.sector)
    )
    row = rows.one_or_none()
    if row is None:  # its owner left while it was tried
        return
    group_id, sector = row
    may = access.RIGHTS[addresses.right(sector)]
    told = [each for each in _TOLD if each in may]
    people = await hearers.first_of(session, group_id, *told)
    await notices.write_to_team(session, REFUSED, mail.id, people)


async def doubt(session: AsyncSession, mail: Claimed, why: str) -> None:
    """Note that nobody knows whether a mail was taken."""
    if mail.is_question:
        await put_off(session, mail, why)
    else:
        await session.execute(_settle(mail, MailState.UNKNOWN, error=why))


async def send_again(session: AsyncSession, actor_id: int, address_id: int) -> bool:
    """Send the last digest again of which nobody knows whether it came."""
    await addresses.get(session, actor_id, address_id)
    last = select(func.max(Mail.id)).where(Mail.address_id == address_id)
    statement = again(Mail.id == last.scalar_subquery()).returning(Mail.id)
    return await session.scalar(statement) is not None


def again(which: ColumnElement[bool]) -> Update:
    """Make the statement that sends a mail in doubt again, with all its hours."""
    return (
        update(Mail)
        .where(which, Mail.state == MailState.UNKNOWN)
        .values(
            state=MailState.PENDING,
            created_at=func.app_now(),
            expires_at=None,
            not_before=None,
        )
    )


def came(mail_id: int) -> Update:
    """Make the statement that counts a mail in doubt as sent."""
    return (
        update(Mail)
        .where(Mail.id == mail_id, Mail.state == MailState.UNKNOWN)
        .values(state=MailState.SENT, payload=None, error=None)
    )


def _settle(mail: Claimed, state: MailState, **values: Any) -> Update:
    mine = (Mail.id == mail.id) & (Mail.state == MailState.SENDING)
    return update(Mail).where(mine).values(state=state, **values)
