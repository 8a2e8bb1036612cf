"""Who of a team hears of something: those with a role, or who stands in for them."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Staff
from bot.models.staff import Role


async def of(
    session: AsyncSession, group_id: int | None, *roles: Role
) -> Sequence[int]:
    """List the people of a group who have one of some roles.

    Coordinators are of every group, and of none.
    """
    found = await session.scalars(
        select(Staff.person_id)
        .where(Staff.role.in_(roles))
        .where(or_(Staff.group_id == group_id, Staff.group_id.is_(None)))
        .distinct()
        .order_by(Staff.person_id)
    )
    return found.all()


async def first_of(
    session: AsyncSession, group_id: int | None, *roles: Role
) -> Sequence[int]:
    """List the people of a group who have the first of some roles that anybody has."""
    for role in roles:
        if people := await of(session, group_id, role):
            return people
    return []
