"""What was said and heard in a private chat, while it can still be deleted there."""

from collections.abc import Sequence

from sqlalchemy import delete, func
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Remembered
from bot.services.retention import DELETABLE


async def take_out(session: AsyncSession, chat: Address) -> Sequence[int]:
    """Forget the messages of a chat; returns those that the bot may still delete."""
    found = await session.execute(
        delete(Remembered)
        .where(Remembered.chat_key.in_(chat.keys(vault(session))))
        .returning(Remembered.message_id, Remembered.at > func.app_now() - DELETABLE)
    )
    return [message for message, is_young in found if is_young]
