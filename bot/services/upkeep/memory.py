"""What was said and heard in a private chat, while it can still be deleted there."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Remembered
from bot.models.remembered import HEARD
from bot.services.endings.retention import DELETABLE


async def note(
    session: AsyncSession, chat: Address, message_id: int, purpose: str
) -> None:
    """Remember what a message that came is, before it is only one that was heard."""
    await session.execute(
        insert(Remembered)
        .values(chat_key=chat.key(vault(session)), message_id=message_id)
        .values(purpose=purpose)
        .on_conflict_do_nothing()
    )


async def take_out(session: AsyncSession, chat: Address) -> Sequence[int]:
    """Forget the messages of a chat; returns those that the bot may still delete."""
    found = await session.execute(
        delete(Remembered)
        .where(Remembered.chat_key.in_(chat.keys(vault(session))))
        .returning(Remembered.message_id, Remembered.at > func.app_now() - DELETABLE)
    )
    return [message for message, is_young in found if is_young]


async def written_since(
    session: AsyncSession, chat: Address, first: int | None
) -> Sequence[int]:
    """List a person's messages from one on, with the answers between, which quote them.

    What came after the last of them is none of these: it may be news. Nor is anything
    where the first is not known.
    """
    mine = Remembered.chat_key.in_(chat.keys(vault(session)))
    last = select(func.max(Remembered.message_id)).where(
        mine, Remembered.purpose == HEARD
    )
    found = await session.scalars(
        select(Remembered.message_id)
        .where(mine, Remembered.message_id.between(first, last.scalar_subquery()))
        .where(Remembered.at > func.app_now() - DELETABLE)
        .order_by(Remembered.message_id)
    )
    return found.all()
