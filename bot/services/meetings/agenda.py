"""What a group speaks of at its next meeting, and what of it is not decided yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Case, Meeting, WorkingGroup
from bot.models.case import Status
from bot.services.days import meeting_days
from bot.services.days.deadlines import day_begins, local_day
from bot.services.digest import digest_cases
from bot.services.digest.digest_cases import Item
from bot.services.steps import group_cases
from bot.services.team import access, recused

MOST: Final = 100  # cases of a kind; the others are counted
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is planned for a day, and what else needs a decision by then.

    `more` counts what had no room, `later` what came after the end of collecting,
    `ahead` what is on the agenda of a meeting after it. `kept` counts decisions that
    nobody was told of, `open` what the last meeting (else the next) leaves to decide.
    """

    group: WorkingGroup
    day: date | None
    planned: Sequence[Item]
    needed: Sequence[Item]
    more: int
    later: int
    ahead: int
    kept: int
    open: int


async def look(session: AsyncSession, actor_id: int, group_id: int) -> Agenda:
    """Make up the agenda of a group's next meeting."""
    group = await access.access_group(session, actor_id, group_id, "group.read")
    moment = await now(session)
    on_agenda = digest_cases.planned(group.id, moment)
    planned = [*on_agenda, *_by_day(group, group.meets_on)]
    needed, collected = digest_cases.waits(group.id, moment), _collected(group)
    found = [
        await digest_cases.listed(session, *planned, limit=MOST),
        await digest_cases.listed(session, *needed, *collected, limit=MOST),
    ]
    in_time = await count(session, *needed, *collected)
    in_plan = await count(session, *planned)
    return Agenda(
        group=group,
        day=group.meets_on,
        planned=found[0],
        needed=found[1],
        more=in_time + in_plan - sum(map(len, found)),
        later=await count(session, *needed) - in_time,
        ahead=await count(session, *on_agenda) - in_plan,
        kept=await count(session, Case.group_id == group.id, group_cases.is_decided()),
        open=await count(session, *await _open(session, group)),
    )


async def undecided(
    session: AsyncSession, actor_id: int, group_id: int, *, after: int
) -> tuple[Item | None, int]:
    """Find the next case on the agenda after one, and count those that are left."""
    group = await access.access_group(session, actor_id, group_id, "case.decide")
    wanted = [
        *await _open(session, group),
        recused.is_free(actor_id),
        Case.id > after,
    ]
    found = await digest_cases.listed(session, *wanted, limit=1)
    return (found[0] if found else None), await count(session, *wanted)


async def last_held(session: AsyncSession, group: WorkingGroup) -> date | None:
    """Find the day on which a group met last; today's meeting counts."""
    today = local_day(await now(session), group.time_zone)
    return await held_by(session, group.id, today)


async def held_by(session: AsyncSession, group_id: int, day: date) -> date | None:
    """Find the day on which a group met last, up to a day."""
    held = select(func.max(Meeting.day)).where(
        Meeting.group_id == group_id, Meeting.day <= day
    )
    return await session.scalar(held)


async def held_since(
    session: AsyncSession, group: WorkingGroup, since: datetime
) -> date | None:
    """Find on which day a group met last, unless that was before a moment."""
    day = await last_held(session, group)
    is_new = day is not None and day >= local_day(since, group.time_zone)
    return day if is_new else None


async def early(session: AsyncSession, actor_id: int, group_id: int) -> date | None:
    """Find the day of a meeting to come, if something of it was decided already."""
    group = await access.access_group(session, actor_id, group_id, "case.decide")
    held, day = await last_held(session, group), group.meets_on
    if day is None or (held is not None and day <= held):
        return None
    kept = [Case.group_id == group.id, group_cases.is_decided()]
    if held is not None:
        kept += [
            Case.status == Status.AGENDA,
            Case.due_at > meeting_days.promised(held, group.time_zone),
        ]
    return day if await count(session, *kept) else None


def planned_for(
    group: WorkingGroup, day: date | None = None
) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query, what a day's meeting speaks of; also what is late."""
    return [
        Case.group_id == group.id,
        Case.status == Status.AGENDA,
        ~group_cases.is_decided(),
        *_by_day(group, day or group.meets_on),
    ]


def _by_day(group: WorkingGroup, day: date | None) -> Sequence[ColumnElement[bool]]:
    if day is None:
        return []
    promised = meeting_days.promised(day, group.time_zone)
    return [or_(Case.due_at.is_(None), Case.due_at <= promised)]


async def _open(
    session: AsyncSession, group: WorkingGroup
) -> Sequence[ColumnElement[bool]]:
    return planned_for(group, await last_held(session, group))


def _collected(group: WorkingGroup) -> Sequence[ColumnElement[bool]]:
    if group.meets_on is None:
        return []
    over: datetime = day_begins(
        meeting_days.collects_until(group.meets_on) + _DAY, group.time_zone
    )
    return [Case.created_at < over]


async def count(session: AsyncSession, *conditions: ColumnElement[bool]) -> int:
    """Count cases."""
    counted = select(func.count(Case.id)).where(*conditions)
    return await session.scalar(counted) or 0
