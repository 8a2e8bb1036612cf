"""Moves from one kept community to another: one in 30 days, so that votes are fair."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import PersonMove
from bot.services.days import deadlines

EVERY: Final = timedelta(days=30)


async def note(session: AsyncSession, person_id: int) -> None:
    """Write a move down; raises UserError when the last one is too young."""
    statement = insert(PersonMove).values(person_id=person_id)
    moved = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"at": func.app_now()},
            where=PersonMove.at <= func.app_now() - EVERY,
        ).returning(PersonMove.person_id)
    )
    if moved.one_or_none() is None:
        raise await _too_early(session, person_id)


async def last(session: AsyncSession, person_id: int) -> datetime | None:
    """Look up when somebody moved."""
    return await session.scalar(
        select(PersonMove.at).where(PersonMove.person_id == person_id)
    )


async def _too_early(session: AsyncSession, person_id: int) -> UserError:
    moved = select(PersonMove.at).where(PersonMove.person_id == person_id)
    again = (await session.execute(moved)).scalar_one() + EVERY
    return UserError(
        _(
            "You can change your community again from {date}.",
            date=deadlines.local_day(again),
        )
    )
