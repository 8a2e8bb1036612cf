"""Where notices go: what keeps the address of each kind of recipient, and its language.

An address is sealed to its cell: all roles of a person share one, and all that a chat
supports or follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.address import Address
from bot.crypto import Cell
from bot.models import Channel, Person, Staff, Submission, Subscription, Support
from bot.models import WorkingGroup as Group
from bot.models.notice import Recipient
from bot.services.letters import sealed

_WHO: Final = bindparam("who", type_=BigInteger)


@dataclass(frozen=True, slots=True)
class Home:
    """Where recipients of a kind have their address, and the question what they read.

    It is asked of `who`.
    """

    address: InstrumentedAttribute[bytes | None] | InstrumentedAttribute[bytes]
    key: InstrumentedAttribute[int]
    language: Select[str]
    only: tuple[ColumnElement[bool], ...] = ()


HOMES: Final[Mapping[Recipient, Home]] = {
    Recipient.AUTHOR: Home(
        Submission.address,
        Submission.id,
        select(func.coalesce(Person.language, Submission.language))
        .select_from(Submission)
        .outerjoin(Person, Person.id == Submission.person_id)
        .where(Submission.id == _WHO),
    ),
    Recipient.STAFF: Home(
        Staff.address,
        Staff.person_id,
        select(Person.language).where(Person.id == _WHO),
    ),
    Recipient.GROUP: Home(
        Group.chat,
        Group.id,
        select(Group.language).where(Group.id == _WHO),
    ),
    Recipient.SUPPORTER: Home(
        Support.address,
        Support.chat_key,
        select(Support.language).where(Support.chat_key == _WHO),
    ),
    Recipient.SUBSCRIBER: Home(
        Subscription.address,
        Subscription.chat_key,
        select(Subscription.language).where(Subscription.chat_key == _WHO),
    ),
    Recipient.CHANNEL: Home(
        Channel.address,
        Channel.chat_key,
        select(Group.language)
        .join(Channel, Channel.group_id == Group.id)
        .where(Channel.chat_key == _WHO),
        (Channel.group_id.is_not(None),),
    ),
}


def cell(recipient: Recipient, recipient_id: int) -> Cell:
    """Name the cell of a recipient's address."""
    column = HOMES[recipient].address
    return Cell(column.class_.__tablename__, column.key, recipient_id)


def seal(
    session: AsyncSession, address: Address, recipient: Recipient, recipient_id: int
) -> bytes:
    """Seal the address of a recipient."""
    return sealed.seal_address(session, address, cell(recipient, recipient_id))


def unseal(
    session: AsyncSession, value: bytes, recipient: Recipient, recipient_id: int
) -> Address:
    """Open what `seal` sealed."""
    return sealed.open_address(session, value, cell(recipient, recipient_id))
