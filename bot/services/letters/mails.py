"""Mails owed: written with what they tell, claimed by one sender (`settling`: after).

What became of a mail is a row until its digest is forgotten: an address has one mail
of a digest, whatever crashes. One of which nobody knows whether it left is not sent
again by itself (P4); the question to confirm an address is, a double is harmless.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    LargeBinary,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.dml import Update

from bot.crypto import Cell
from bot.db import sends_mails
from bot.models import Mail, MailAddress, Staff
from bot.models.mail import MailState
from bot.services.letters import sealed
from bot.words.sectors import PARTNER

LIFE: Final = timedelta(hours=12)  # of what is no digest, or was sent again
KEPT: Final = timedelta(days=30)
# Nobody has read what became so.
_FAILED: Final = (MailState.REFUSED, MailState.EXPIRED)
_QUESTION: Final = (Mail.digest_id.is_(None), Mail.month.is_(None))
_HELD: Final = timedelta(minutes=2)  # longer than any sender holds one
_OWE: Final = (
    insert(Mail)
    .from_select(
        ["address_id", "digest_id", "expires_at", "payload"],
        select(
            MailAddress.id,
            bindparam("digest", type_=BigInteger),
            bindparam("expires", type_=DateTime(timezone=True)),
            bindparam("words", type_=LargeBinary),
        ).where(MailAddress.id == bindparam("address")),
    )
    .execution_options(dml_strategy="raw")
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail in the hands of its sender; sealed, what is no group's digest has none."""

    id: int
    address_id: int
    digest_id: int | None
    month: date | None
    payload: bytes | None
    attempts: int
    now: datetime

    @property
    def is_question(self) -> bool:
        """Tell whether it asks its reader whether mails may come."""
        return self.digest_id is None and self.month is None


class Owed(NamedTuple):
    """A digest for an address, in its words."""

    address_id: int
    digest_id: int
    letter: dict[str, Any]
    expires_at: datetime | None = None


def works(session: AsyncSession) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query, which addresses of members get digests.

    Those of whoever confirmed, as long as the role stands and mails are sent at all.
    """
    return (MailAddress.sector != PARTNER, *_open(session))


async def owe_month(
    session: AsyncSession, month: date, *, due: datetime, expires_at: datetime
) -> None:
    """Owe a month of the network to its partners, once, if they were there by then."""
    partners = select(MailAddress.id, literal(month), literal(expires_at)).where(
        MailAddress.sector == PARTNER,
        MailAddress.confirmed_at <= due,
        *_open(session),
    )
    owed = upsert(Mail).from_select(["address_id", "month", "expires_at"], partners)
    await session.execute(owed.on_conflict_do_nothing())


def _open(session: AsyncSession) -> Sequence[ColumnElement[bool]]:
    return (
        literal(sends_mails(session)),
        MailAddress.failing_at.is_(None),
        select(Staff.id).where(Staff.person_id == MailAddress.person_id).exists(),
    )


def addresses(
    session: AsyncSession, group_id: InstrumentedAttribute[Any]
) -> ColumnElement[Sequence[Sequence[Any]]]:
    """List, inside a query, to which addresses of a group digests go: id, language."""
    found = (
        select(func.json_build_array(MailAddress.id, MailAddress.language))
        .where(MailAddress.group_id == group_id, *works(session))
        # What is alike leaves together: it is printed once.
        .order_by(MailAddress.language, MailAddress.id)
    )
    return func.array(found.scalar_subquery(), type_=ARRAY(JSON))


def given_up(digest_id: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Tell, inside a query, whether all mails of a digest were given up."""
    mails = select(Mail.id).where(Mail.digest_id == digest_id)
    is_alive = Mail.state.not_in(_FAILED)
    return and_(mails.exists(), ~mails.where(is_alive).exists())


async def owe_question(session: AsyncSession, address_id: int) -> None:
    """Owe the letter that asks whether mails may come; one that waits is enough."""
    waits = select(Mail.id).where(
        Mail.address_id == address_id,
        *_QUESTION,
        Mail.state == MailState.PENDING,
    )
    if (await session.scalars(waits)).first() is None:
        await session.execute(insert(Mail).values(address_id=address_id))


async def owe_digests(session: AsyncSession, owed: Sequence[Owed]) -> None:
    """Owe digests to addresses, each in its own words; not to one that is gone."""
    values = [
        {
            "address": each.address_id,
            "digest": each.digest_id,
            "expires": each.expires_at,
            "words": sealed.seal_json(
                session, each.letter, _payload_cell(each.digest_id)
            ),
        }
        for each in owed
    ]
    await session.execute(_OWE, values)


async def claim(session: AsyncSession) -> Claimed | None:
    """Take the oldest mail that may leave now; None when nothing waits."""
    await session.execute(_expire())
    waits = or_(Mail.not_before.is_(None), Mail.not_before <= func.app_now())
    oldest = (
        select(Mail.id)
        .where(Mail.state == MailState.PENDING, waits)
        .order_by(Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = await session.execute(
        update(Mail)
        .where(Mail.id == oldest.scalar_subquery())
        .values(state=MailState.SENDING, claimed_at=func.app_now())
        .returning(
            Mail.id,
            Mail.address_id,
            Mail.digest_id,
            Mail.month,
            Mail.payload,
            Mail.attempts,
            func.app_now(),
        )
    )
    row = taken.one_or_none()
    if row is None:
        return None
    return Claimed(*row)


def opened(session: AsyncSession, mail: Claimed) -> dict[str, Any]:
    """Open what a digest's mail tells; raises InvalidTag if its key is gone."""
    letter: dict[str, Any] = sealed.open_json(
        session, mail.payload or b"", _payload_cell(mail.digest_id)
    )
    return letter


async def release(session: AsyncSession) -> Sequence[int]:
    """Let go of mails whose sender died with them; returns them."""
    lost = case(
        (and_(*_QUESTION), MailState.PENDING.value),
        else_=MailState.UNKNOWN.value,
    )
    gone = await session.scalars(
        update(Mail)
        .where(Mail.state == MailState.SENDING)
        .where(Mail.claimed_at < func.app_now() - _HELD)
        .values(state=lost, error="sender died")
        .returning(Mail.id)
    )
    return gone.all()


async def blank(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Erase the words of mails that will never be sent, whether or not others are."""
    await session.execute(_expire())
    done = (MailState.SENT, MailState.REFUSED, MailState.EXPIRED)
    gone = await session.scalars(
        update(Mail)
        .where(Mail.state.in_(done), Mail.payload.is_not(None))
        .values(payload=None)
        .returning(Mail.id)
    )
    return len(gone.all())


def _payload_cell(digest_id: int | None) -> Cell:
    return Cell("mail", "payload", digest_id or 0)


def _expire() -> Update:
    return (
        update(Mail)
        .where(Mail.state == MailState.PENDING)
        .where(func.coalesce(Mail.expires_at, Mail.created_at + LIFE) < func.app_now())
        .values(state=MailState.EXPIRED, payload=None)
    )
