"""Photos of passed texts in the chats of those who lead: they do not stay there."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, func
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Remembered
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.models.remembered import IS_LENT, LENT
from bot.services.letters import notices, post

LIFE: Final = timedelta(minutes=15)  # as of a card that a moderator leaves open


def purpose(person_id: int) -> str:
    """Name what a message with a photo is remembered for."""
    return f"{LENT}{person_id}"


async def take(session: AsyncSession, chat: Address) -> Sequence[int]:
    """Forget the photos that lie open in a chat; they are to be deleted there."""
    found = await session.scalars(
        delete(Remembered)
        .where(Remembered.chat_key.in_(chat.keys(vault(session))), IS_LENT)
        .returning(Remembered.message_id)
    )
    return found.all()


async def take_back(session: AsyncSession) -> int:
    """Delete the photos that have lain open for a quarter of an hour."""
    return await _take_back(session, Remembered.at <= func.app_now() - LIFE)


async def take_all_back(session: AsyncSession, person_id: int) -> None:
    """Delete the photos of somebody who leaves a team, while there is an address."""
    await _take_back(session, Remembered.purpose == purpose(person_id))


async def _take_back(session: AsyncSession, which: ColumnElement[bool]) -> int:
    rows = await session.execute(
        delete(Remembered)
        .where(IS_LENT, which)
        .returning(Remembered.purpose, Remembered.message_id)
    )
    found = rows.all()
    for named, message_id in found:
        await _delete(session, int(named.removeprefix(LENT)), message_id)
    return len(found)


async def _delete(session: AsyncSession, person_id: int, message_id: int) -> None:
    chat = await notices.address_of(session, Recipient.STAFF, person_id)
    if chat is not None:
        await post.owe(
            session,
            chat,
            {"message_id": message_id},
            method="deleteMessage",
            message_class=MessageClass.NOTICE,
        )
