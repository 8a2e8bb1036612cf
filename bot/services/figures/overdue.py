"""What the team owes and has not done in time: counted for each group, and listed.

Reading within two working days, the next step by its day, decisions told within five
working days after the meeting, a final answer within 30 days (domain 2.1, 4.6).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Case, Decision, WorkingGroup
from bot.models.case import WAITING, Status
from bot.services.days import deadlines
from bot.services.digest import digest_facts
from bot.services.places import groups
from bot.services.steps import ladder
from bot.services.team import access

LISTED: Final = 10
TOLD_IN: Final = 5  # working days after a decision (domain 2.1)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of a group wait beyond a promise."""

    unread: int = 0
    steps: int = 0
    untold: int = 0
    long: int = 0

    @property
    def is_none(self) -> bool:
        """Tell whether every promise is kept."""
        return not (self.unread or self.steps or self.untold or self.long)


@dataclass(frozen=True, slots=True)
class Late:
    """A case whose next step is late."""

    case_id: int
    number: str
    status: Status
    due: date


async def by_group(
    session: AsyncSession, actor_id: int
) -> Sequence[tuple[WorkingGroup, Counts]]:
    """Count what is late in each group whose figures somebody may see."""
    found = await groups.list_for(session, actor_id, "group.late")
    counted = await _counts(session, found)
    return [(group, counted[group.id]) for group in found]


async def of_group(
    session: AsyncSession, actor_id: int, group_id: int
) -> tuple[WorkingGroup, Counts]:
    """Count what is late in a group."""
    group = await access.access_group(session, actor_id, group_id, "group.late")
    return group, (await _counts(session, [group]))[group.id]


async def late(session: AsyncSession, actor_id: int, group_id: int) -> Sequence[Late]:
    """List cases that somebody could see to themselves, those late the longest first.

    Moderators see what waits to be read, those who lead cases what waits for a step;
    coordinators see counts only.
    """
    group = await access.access_group(session, actor_id, group_id, "group.late")
    may = await access.actions(session, actor_id, group_id)
    theirs = [
        condition
        for action, condition in (("case.moderate", _UNREAD), ("case.lead", _STEP))
        if action in may
    ]
    rows = await session.execute(
        select(Case.id, Case.submission_id, Case.status, Case.due_at)
        .where(Case.group_id == group_id, or_(False, *theirs), _is_late())
        .order_by(Case.due_at, Case.id)
        .limit(LISTED)
    )
    return [
        Late(case_id, str(n), Status(status), deadlines.local_day(due, group.time_zone))
        for case_id, n, status, due in rows
        if due is not None
    ]


_UNREAD: Final = Case.status.in_(WAITING)
_STEP: Final = Case.status.in_(ladder.OPEN)


def _is_late() -> ColumnElement[bool]:
    return Case.due_at < func.app_now()


async def _counts(
    session: AsyncSession, found: Sequence[WorkingGroup]
) -> Mapping[int, Counts]:
    moment, ids = await now(session), [group.id for group in found]
    rows = await session.execute(
        select(
            Case.group_id,
            func.count().filter(_UNREAD, _is_late()),
            func.count().filter(_STEP, _is_late()),
            func.count().filter(and_(*digest_facts.is_overdue(moment))),
        )
        .where(Case.group_id.in_(ids), Case.status.in_((*WAITING, *ladder.OPEN)))
        .group_by(Case.group_id)
    )
    counted = {group_id: counts for group_id, *counts in rows}
    untold = await _untold(session, found, moment)
    return {each: _made(counted.get(each, (0, 0, 0)), untold[each]) for each in ids}


def _made(counted: Sequence[int], untold: int) -> Counts:
    unread, steps, long = counted
    return Counts(unread, steps, untold, long)


async def _untold(
    session: AsyncSession, found: Sequence[WorkingGroup], moment: datetime
) -> Counter[int]:
    """Count decisions that nobody has announced in time; there are a few at most."""
    zones = {group.id: group.time_zone for group in found}
    rows = await session.execute(
        select(Case.group_id, Decision.decided_at)
        .join(Case, Case.id == Decision.case_id)
        .where(Case.group_id.in_(zones))
    )
    return Counter(
        group_id
        for group_id, decided_at in rows
        if deadlines.working_days_later(decided_at, TOLD_IN, zones[group_id]) < moment
    )
