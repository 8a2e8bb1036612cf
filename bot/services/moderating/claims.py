"""Who of the moderators reads which text now: two never work on the same one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case

LIFE: Final = timedelta(minutes=15)
TAKEN: Final = _("Somebody else in the team is reading it now.")
_BATCH: Final = 100
_NOBODY: Final[dict[str, Any]] = {"claimed_by": None, "claimed_until": None}


def is_free(person_id: int) -> ColumnElement[bool]:
    """Tell, inside a query, whether nobody else reads a case now."""
    return or_(
        Case.claimed_by.is_(None),
        Case.claimed_by == person_id,
        Case.claimed_until <= func.app_now(),
    )


async def take(session: AsyncSession, person_id: int, *cases: int) -> None:
    """Claim cases, or go on reading them; refused when somebody else reads one."""
    taken = await session.scalars(
        update(Case)
        .where(Case.id.in_(cases), is_free(person_id))
        .values(claimed_by=person_id, claimed_until=func.app_now() + LIFE)
        .returning(Case.id)
    )
    if len(taken.all()) < len(cases):
        raise UserError(TAKEN)


async def release(
    session: AsyncSession, person_id: int, *, but: Sequence[int] = ()
) -> None:
    """Give back what a moderator had in hand."""
    await session.execute(
        update(Case)
        .where(Case.claimed_by == person_id, Case.id.not_in(but))
        .values(**_NOBODY)
    )


async def lapse(session: AsyncSession) -> Sequence[Case]:
    """End the claims whose time is over; returns the cases as they were claimed."""
    found = await session.scalars(
        select(Case)
        .where(Case.claimed_by.is_not(None), Case.claimed_until <= func.app_now())
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    cases = found.all()
    ids = [case.id for case in cases]
    await session.execute(
        update(Case)
        .where(Case.id.in_(ids))
        .values(**_NOBODY)
        .execution_options(synchronize_session=False)
    )
    return cases
