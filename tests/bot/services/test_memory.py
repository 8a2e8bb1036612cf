"""What was written in a chat is found again, and what came by itself is left."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Remembered
from bot.models.remembered import HEARD, SAID
from bot.services.upkeep import memory
from tests.conftest import Clock

CHAT = Address(101)


async def remember(session: AsyncSession, chat: Address, *purposes: str) -> None:
    """Number messages from 1 on."""
    for number, purpose in enumerate(purposes, 1):
        key = chat.key(vault(session))
        session.add(Remembered(chat_key=key, message_id=number, purpose=purpose))
    await session.flush()


async def test_what_was_written_goes_with_the_answers_between(
    session: AsyncSession,
) -> None:
    await remember(session, CHAT, HEARD, HEARD, SAID, HEARD, SAID, SAID)
    await remember(session, Address(102), *(HEARD,) * 9)
    assert await memory.written_since(session, CHAT, 2) == [2, 3, 4]


async def test_what_telegram_no_longer_deletes_is_left(
    session: AsyncSession, clock: Clock
) -> None:
    await remember(session, CHAT, HEARD)
    await clock.forward("48 hours")
    assert await memory.written_since(session, CHAT, 1) == []
