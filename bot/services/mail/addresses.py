"""E-mail addresses of members, as the team adds and sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Update

from bot.crypto import Cell
from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.models import Mail, MailAddress, WorkingGroup
from bot.services.letters import mails
from bot.services.mail import typed
from bot.services.team import access, acts
from bot.services.team.access import Action
from bot.words.sectors import PARTNER

MOST: Final = 60  # of a group: about three times as many as it has members
_ASK_AGAIN: Final = timedelta(minutes=10)


class GoneError(UserError):
    """An address was deleted meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This address is no longer here."))


@dataclass(frozen=True, slots=True)
class Listed:
    """An address as the team sees it, and what became of its last mail."""

    id: int
    group_id: int
    masked: str
    sector: str
    language: str
    asked_at: datetime
    confirmed_at: datetime | None
    failing_at: datetime | None
    last: str | None


def right(sector: str) -> Action:
    """Name the right to add an address of a sector, and to do anything with it."""
    return "staff.invite" if sector == PARTNER else "staff.mail"


async def add(
    session: AsyncSession,
    actor_id: int,
    group_id: int,
    address: str,
    *,
    sector: str,
    language: str,
) -> int:
    """Keep an address, and ask its owner whether mails may come."""
    await access.access_group(session, actor_id, group_id, right(sector))
    await session.get_one(WorkingGroup, group_id, with_for_update=True)
    keys = vault(session).keys("mail", address)
    await _check_new(session, group_id, keys)
    given = {"group_id": group_id, "sector": sector, "language": language}
    row = await _insert(session, given | {"key": keys[0], "address": b""})
    # The address is sealed to its row, whose number the database has just given.
    sealed = vault(session).seal(address, cell(row))
    await session.execute(_of(row).values(address=sealed))
    await mails.owe_question(session, row)
    await acts.note(session, actor_id, "mail.add", group_id)
    return row


async def list_of(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Listed]:
    """List the addresses of a group, the oldest first."""
    await access.access_group(session, actor_id, group_id, "staff.mail")
    return await _listed(session, MailAddress.group_id == group_id)


async def get(session: AsyncSession, actor_id: int, address_id: int) -> Listed:
    """Get an address for somebody who may add one like it, or refuse."""
    found = await _listed(session, MailAddress.id == address_id)
    if not found:
        raise GoneError
    needs = right(found[0].sector)
    await access.access_group(session, actor_id, found[0].group_id, needs)
    return found[0]


async def ask_again(session: AsyncSession, actor_id: int, address_id: int) -> None:
    """Send the question again to an address that nobody confirmed, or that failed."""
    listed = await get(session, actor_id, address_id)
    asked = await session.scalars(
        _of(address_id)
        .where(MailAddress.asked_at < func.app_now() - _ASK_AGAIN)
        .values(asked_at=func.app_now())
        .returning(MailAddress.id)
    )
    if asked.one_or_none() is None:
        raise UserError(_("The letter was sent a moment ago. Please wait a little."))
    await mails.owe_question(session, address_id)
    await acts.note(session, actor_id, "mail.add", listed.group_id)


async def find(session: AsyncSession, address_id: int) -> MailAddress:
    """Find an address by the number in a link, and hold it; refuse one that is gone."""
    found = await session.get(
        MailAddress, address_id, with_for_update=True, populate_existing=True
    )
    if found is None:
        raise GoneError
    return found


async def of_mail(session: AsyncSession, mail_id: int) -> tuple[int, str] | None:
    """Find the address of a mail, and what the team sees of it."""
    rows = await session.scalars(
        select(MailAddress)
        .join(Mail, Mail.address_id == MailAddress.id)
        .where(Mail.id == mail_id)
    )
    row = rows.one_or_none()
    return None if row is None else (row.id, typed.mask(opened(session, row)))


def cell(address_id: int) -> Cell:
    """Name the cell of an address."""
    return Cell("mail_address", "address", address_id)


def opened(session: AsyncSession, row: MailAddress) -> str:
    """Open an address."""
    return vault(session).open(row.address, cell(row.id)).decode()


async def _check_new(session: AsyncSession, group_id: int, keys: Sequence[int]) -> None:
    mine = MailAddress.group_id == group_id
    rows = await session.execute(
        select(func.count(), func.count().filter(MailAddress.key.in_(keys))).where(mine)
    )
    many, same = rows.one()
    if same:
        raise UserError(_("The group has this address already."))
    if many >= MOST:
        raise UserError(_("A group can have {n} addresses at most.", n=MOST))


async def _insert(session: AsyncSession, values: dict[str, Any]) -> int:
    statement = insert(MailAddress).values(**values).returning(MailAddress.id)
    return (await session.scalars(statement)).one()


async def _listed(
    session: AsyncSession, condition: ColumnElement[bool]
) -> Sequence[Listed]:
    last = (
        select(Mail.state)
        .where(Mail.address_id == MailAddress.id)
        .order_by(Mail.id.desc())
        .limit(1)
    )
    rows = await session.execute(
        select(MailAddress, last.scalar_subquery())
        .where(condition)
        .order_by(MailAddress.id)
        .execution_options(populate_existing=True)
    )
    return [_one(session, row, state) for row, state in rows]


def _one(session: AsyncSession, row: MailAddress, state: str | None) -> Listed:
    return Listed(
        row.id,
        row.group_id,
        typed.mask(opened(session, row)),
        row.sector,
        row.language,
        row.asked_at,
        row.confirmed_at,
        row.failing_at,
        state,
    )


def _of(address_id: int) -> Update:
    return update(MailAddress).where(MailAddress.id == address_id)
