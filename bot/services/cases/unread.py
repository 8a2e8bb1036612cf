"""Texts that wait too long to be read: the team hears of them, before they are erased.

On day 2 the group's moderators, on day 7 its secretary, too, on day 12 the network's
coordinators; on day 14 `cases.expire` erases the text and tells the author.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Notice, WorkingGroup
from bot.models.case import WAITING
from bot.models.staff import Role
from bot.services.cases import cases
from bot.services.letters import hearers, notices
from bot.services.team import access

# The days, and who is told on each of them besides those before.
TOLD: Final = {2: Role.MODERATOR, 7: Role.SECRETARY, 12: Role.COORDINATOR}
_KIND: Final = "unread."
# A group without a secretary has a chair, or leaves it to the coordinators.
_INSTEAD: Final = (Role.CHAIR, Role.COORDINATOR)


def kind(day: int) -> str:
    """Name the notices of a day."""
    return f"{_KIND}{day}"


@dataclass(frozen=True, slots=True)
class Unread:
    """How many texts of a group have waited for so many days."""

    group: WorkingGroup
    day: int
    n: int
    can_read: bool


async def remind(session: AsyncSession) -> int:
    """Tell of every text once on each of the days; a late tick tells of the last."""
    return sum([await _remind(session, day) for day in sorted(TOLD, reverse=True)])


async def news(session: AsyncSession, notice: Notice) -> Unread | None:
    """Gather what a notice tells, as things stand now; None when all is read."""
    day = int(notice.kind.removeprefix(_KIND))
    group = await session.scalar(
        select(WorkingGroup)
        .join(Case, Case.group_id == WorkingGroup.id)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(CaseEvent.id == notice.subject)
    )
    if group is None:
        return None
    waiting = select(func.count()).where(Case.group_id == group.id, *_since(day))
    n = await session.scalar(waiting) or 0
    may = await access.actions(session, notice.recipient_id, group.id)
    return Unread(group, day, n, "case.moderate" in may) if n else None


async def _remind(session: AsyncSession, day: int) -> int:
    due = await session.scalars(
        select(Case)
        .where(*_since(day), Case.unread_told < day)
        .order_by(Case.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    by_group = defaultdict[int, list[int]](list)
    for case in due:
        case.unread_told = day
        by_group[case.group_id].append(case.id)
    for group_id, ids in by_group.items():
        await _tell(session, day, group_id, ids)
    return sum(map(len, by_group.values()))


async def _tell(
    session: AsyncSession, day: int, group_id: int, ids: Sequence[int]
) -> None:
    # A text that was asked about waits anew: its last step tells one time from another.
    step = await session.scalar(
        select(func.max(CaseEvent.id)).where(
            CaseEvent.case_id.in_(ids), CaseEvent.status.in_(WAITING)
        )
    )
    for role in (role for at, role in TOLD.items() if at <= day):
        people = await hearers.first_of(session, group_id, role, *_INSTEAD)
        await notices.write_to_team(session, kind(day), step or 0, people)


def _since(day: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Case.status.in_(WAITING),
        cases.waits_since() <= func.app_now() - timedelta(days=day),
    )
