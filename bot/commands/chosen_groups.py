"""The working groups that an operator asks for, by their numbers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import StartError
from bot.models import WorkingGroup


async def find(session: AsyncSession, number: int | None) -> Sequence[WorkingGroup]:
    """List the one with a number, or all; raises StartError when it is not there."""
    statement = (
        select(WorkingGroup)
        .where(WorkingGroup.deleted_at.is_(None))
        .order_by(WorkingGroup.id)
    )
    found = (await session.scalars(statement)).all()
    if number is None:
        return found
    if chosen := [each for each in found if each.id == number]:
        return chosen
    wanted = "the number of a working group, as `viche stats` lists them"
    raise StartError("--group", got=str(number), wanted=wanted)
