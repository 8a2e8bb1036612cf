"""The working groups that an operator asks for, by their numbers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import StartError
from bot.models import WorkingGroup


async def find(
    session: AsyncSession, number: int | None, *, ended: bool = False
) -> Sequence[WorkingGroup]:
    """List the one with a number, also if it has ended where that is asked for; or all.

    Raises StartError when it is not there.
    """
    statement = select(WorkingGroup).order_by(WorkingGroup.id)
    found = (await session.scalars(statement)).all()
    open_ones = [each for each in found if each.deleted_at is None]
    if number is None:
        return open_ones
    among = found if ended else open_ones
    if chosen := [each for each in among if each.id == number]:
        return chosen
    wanted = "the number of a working group, as `viche stats` lists them"
    raise StartError("--group", got=str(number), wanted=wanted)
