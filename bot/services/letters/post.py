"""Rows of the outbox: what is owed to whom, written in the caller's transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Cell
from bot.db import vault
from bot.direct import Direct
from bot.models import Gate
from bot.models.outbox import OUTBOX_BLOCK, OUTBOX_IDS, MessageClass, Outbox
from bot.models.remembered import SAID
from bot.services.letters import sealed

_OWES: Final = "owes"
_NEXT: Final = Direct(OUTBOX_IDS.next_value().select())


@dataclass(frozen=True, slots=True)
class Letter:
    """Up to 16 messages to one address, by their keys."""

    address: Address
    payloads: Mapping[str, dict[str, Any]]
    expires_at: datetime | None = None


def destination_cell(row: int) -> Cell:
    """Name the cell of an outbox row's destination."""
    return Cell("outbox", "destination", row)


def payload_cell(row: int) -> Cell:
    """Name the cell of an outbox row's payload."""
    return Cell("outbox", "payload", row)


def owes(session: AsyncSession) -> bool:
    """Tell whether this transaction wrote rows here, for the drain to send."""
    return _OWES in session.info


async def reserve(session: AsyncSession) -> Iterator[int]:
    """Reserve a block of 16 ids for rows of one transaction, in order."""
    [(first,)] = await _NEXT.fetch(session, {})
    return iter(range(first, first + OUTBOX_BLOCK))


def sealed_row(
    session: AsyncSession, row: int, address: Address, payload: dict[str, Any] | None
) -> dict[str, Any]:
    """Make the sealed columns of an outbox row."""
    return {
        "id": row,
        "chat_key": address.key(vault(session)),
        "destination": sealed.seal_address(session, address, destination_cell(row)),
        "payload": None
        if payload is None
        else sealed.seal_json(session, payload, payload_cell(row)),
    }


async def owe_notice(
    session: AsyncSession,
    notice_id: int,
    address: Address,
    *,
    message_class: MessageClass = MessageClass.NOTICE,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Owe a notice to an address; its words are found when it leaves.

    One that waits for a moment holds up nothing else that its chat is told.
    """
    row = next(await reserve(session))
    values = sealed_row(session, row, address, None) | {
        "method": "sendMessage",
        "message_class": message_class,
        "notice_id": notice_id,
        "not_before": not_before,
        "expires_at": expires_at,
        "purpose": SAID if address.is_private else None,
    }
    await session.execute(insert(Outbox).values(**values))
    session.info[_OWES] = True


async def owe(
    session: AsyncSession,
    address: Address,
    payload: dict[str, Any],
    *,
    message_class: MessageClass,
    method: str = "sendMessage",
    key: str | None = None,
    purpose: str | None = None,
    ahead: bool = False,
) -> int | None:
    """Owe a Bot API call; the chat is added as it leaves.

    With a `key` that is owed already nothing happens, and None comes back. What goes
    `ahead` leaves before all of its class that waits: its id is lower than theirs.
    """
    row = next(await reserve(session))
    row = -row if ahead else row
    values = sealed_row(session, row, address, payload) | {
        "method": method,
        "message_class": message_class,
        "key": key,
        "purpose": purpose,
    }
    statement = insert(Outbox).values(**values)
    if key is not None:
        statement = statement.on_conflict_do_nothing(index_elements=["key"])
    inserted = await session.execute(statement.returning(Outbox.id))
    session.info[_OWES] = True
    return inserted.scalar_one_or_none()


async def owe_in_turn(
    session: AsyncSession,
    letters: Sequence[Letter],
    *,
    message_class: MessageClass,
    purpose: str,
) -> None:
    """Owe letters, the messages of each in their order."""
    if not letters:
        return
    blocks = select(OUTBOX_IDS.next_value()).select_from(
        func.generate_series(1, len(letters)).alias()
    )
    owed = {"message_class": message_class, "method": "sendMessage", "purpose": purpose}
    values = [
        sealed_row(session, row, letter.address, payload)
        | owed
        | {"key": key, "expires_at": letter.expires_at}
        for letter, first in zip(letters, await session.scalars(blocks), strict=True)
        for row, (key, payload) in enumerate(letter.payloads.items(), start=first)
    ]
    await session.execute(insert(Outbox), values)
    session.info[_OWES] = True


async def move(session: AsyncSession, old_chat_id: int, new: Address) -> None:
    """Send all that is owed to one chat to another address."""
    keys = vault(session)
    owed = await session.scalars(
        select(Outbox)
        .where(
            Outbox.chat_key.in_(Address(old_chat_id).keys(keys)),
            Outbox.destination.is_not(None),
        )
        .with_for_update()
    )
    for row in owed:
        row.chat_key = new.key(keys)
        row.destination = sealed.seal_address(session, new, destination_cell(row.id))


async def reopen(session: AsyncSession, address: Address) -> None:
    """Write to a chat again: it has come back."""
    keys = address.keys(vault(session))
    await session.execute(delete(Gate).where(Gate.chat_key.in_(keys)))
