"""What the bot is called, for links in messages that no update has asked for."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import BotName

USERNAME: Final = select(BotName.username).scalar_subquery()


async def get(session: AsyncSession) -> str:
    """Say what the bot is called; every replica has told it at its start."""
    found: str | None = await session.scalar(select(BotName.username))
    return found or ""


async def remember(session: AsyncSession, username: str) -> None:
    """Remember the name that Telegram has just told."""
    told = insert(BotName).values(id=1, username=username)
    await session.execute(
        told.on_conflict_do_update(
            index_elements=["id"],
            set_={"username": told.excluded.username},
            where=BotName.username != told.excluded.username,
        )
    )
