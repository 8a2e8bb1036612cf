"""The ledger of messages that nobody asked for: two a month to a chat, in all."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Unasked

MOST: Final = 2
MONTH: Final = timedelta(days=30)
_APART: Final = timedelta(microseconds=1)


async def take(session: AsyncSession, chat_key: int) -> datetime | None:
    """Take one of a chat's messages; when there is none left, tell since when it may.

    None when it was taken. Whoever asks holds the chat: two at a time would both find
    the last one.
    """
    rows = await session.scalars(
        select(Unasked.at)
        .where(Unasked.chat_key == chat_key, Unasked.at > func.app_now() - MONTH)
        .order_by(Unasked.at.desc())
        .limit(MOST)
    )
    taken = rows.all()
    if len(taken) == MOST:
        return taken[-1] + MONTH
    # Of one transaction all would have the moment that is their rows' key.
    moment = max([await now(session), *(each + _APART for each in taken)])
    session.add(Unasked(chat_key=chat_key, at=moment))
    await session.flush()  # the next question counts it
    return None
