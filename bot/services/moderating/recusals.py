"""Moderators whom a text is about: they neither read it nor decide on it."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Recusal


def is_free(person_id: int) -> ColumnElement[bool]:
    """Tell, inside a query, whether a case is not about a moderator."""
    about = Recusal.case_id == Case.id, Recusal.person_id == person_id
    return ~select(Recusal.case_id).where(*about).exists()


async def count(session: AsyncSession, person_id: int) -> int:
    """Count what somebody left to others."""
    left = select(func.count()).where(Recusal.person_id == person_id)
    return await session.scalar(left) or 0
