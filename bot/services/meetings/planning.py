"""The next meeting of a group: its day, set and moved; what was on its agenda moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Meeting, WorkingGroup
from bot.models.case import Status
from bot.services.cases import decisions, leading
from bot.services.days import meeting_days, typed_days, working_days
from bot.services.days.deadlines import day_begins, local_day
from bot.services.digest import digest_cases
from bot.services.meetings import agenda, ending
from bot.services.places import schedules
from bot.services.steps import group_cases, ladder
from bot.services.team import access, acts

FURTHEST: Final = timedelta(days=366)
_DAY: Final = timedelta(days=1)
_ASKED_AT: Final = timedelta(hours=9)  # of the morning after
_USUAL: Final = (2, 4, 6, 8)  # weeks


@dataclass(frozen=True, slots=True)
class Plan:
    """The next meeting of a group, when the last one was, and how much is on agendas.

    `has_digest`: the day of the digest before it is not over.
    """

    group: WorkingGroup
    last: date | None
    on_agenda: int
    has_digest: bool


async def look(session: AsyncSession, actor_id: int, group_id: int) -> Plan:
    """See when a group meets."""
    group = await access.access_group(session, actor_id, group_id, "group.meeting")
    return await _plan(session, group)


async def choose(
    session: AsyncSession, actor_id: int, group_id: int, day: date
) -> Plan:
    """Set the day of the next meeting, or move it with all that is on its agenda."""
    group = await access.access_group(session, actor_id, group_id, "group.meeting")
    await session.refresh(group, with_for_update={"key_share": True})
    today = local_day(await now(session), group.time_zone)
    check(day, today)
    if group.meets_on is not None and group.meets_on <= today:
        await ending.end(session, group)
    elif group.meets_on != day:
        await _move_agenda(session, actor_id, group, day)
    await _write(session, group, day)
    await acts.note(session, actor_id, "group.meeting", group.id)
    return await _plan(session, group)


async def cancel(session: AsyncSession, actor_id: int, group_id: int) -> Plan:
    """Plan no meeting; what is on its agenda keeps the promised day."""
    group = await access.access_group(session, actor_id, group_id, "group.meeting")
    await session.refresh(group, with_for_update={"key_share": True})
    today = local_day(await now(session), group.time_zone)
    if group.meets_on is not None and group.meets_on < today:
        await ending.end(session, group)  # it took place
    else:
        await _forget(session, group)
    await acts.note(session, actor_id, "group.meeting", group.id)
    return await _plan(session, group)


def check(day: date, today: date) -> None:
    """Refuse a day that is over, or that nobody plans for."""
    typed_days.check_ahead(day, today)
    if day > today + FURTHEST:
        raise UserError(_("Choose a day within a year."))


def usual(today: date, former: date | None) -> Sequence[date]:
    """List the days that most groups choose: in two months at most, same weekday."""
    weekday = (former or today).weekday()
    nearest = today + timedelta(days=(weekday - today.weekday()) % 7)
    ahead = [nearest + timedelta(weeks=n) for n in _USUAL]
    return [working_days.calendar().next_working(day - _DAY) for day in ahead]


async def _plan(session: AsyncSession, group: WorkingGroup) -> Plan:
    moment = await now(session)
    today = local_day(moment, group.time_zone)
    on_agenda = digest_cases.planned(group.id, moment)
    counted = select(func.count(Case.id)).where(*on_agenda)
    before = schedules.before_meeting(group)
    return Plan(
        group,
        await agenda.held_by(session, group.id, today - _DAY),
        await session.scalar(counted) or 0,
        before is not None and before > moment,
    )


async def _write(session: AsyncSession, group: WorkingGroup, day: date) -> None:
    moment = await now(session)
    over_at = day_begins(day + _DAY, group.time_zone) + _ASKED_AT
    row = await ending.ahead(session, group.id)
    if row is None:
        session.add(Meeting(group_id=group.id, day=day, over_at=over_at))
    else:
        row.day, row.over_at = day, over_at
    group.meets_on = day
    schedules.follow(group, moment)
    await session.flush()


async def _forget(session: AsyncSession, group: WorkingGroup) -> None:
    await session.execute(
        delete(Meeting).where(
            Meeting.group_id == group.id, Meeting.over_at.is_not(None)
        )
    )
    group.meets_on = None
    schedules.follow(group, await now(session))
    await session.flush()


async def _move_agenda(
    session: AsyncSession, actor_id: int, group: WorkingGroup, day: date
) -> None:
    """Promise anew what was promised for the former day; authors hear of it."""
    for case in await _planned(session, group):
        way = ladder.led(Status(case.status), Status.AGENDA)
        if way is not None:
            facts = {"date": day.isoformat()}
            await leading.go(session, case, way, actor=actor_id, facts=facts)
    if group.meets_on is not None:
        await decisions.move(session, group.id, group.meets_on, day)


async def _planned(session: AsyncSession, group: WorkingGroup) -> Sequence[Case]:
    if group.meets_on is None:
        return []
    promised = meeting_days.promised(group.meets_on, group.time_zone)
    found = await session.scalars(
        select(Case)
        .where(Case.group_id == group.id, Case.status == Status.AGENDA)
        .where(~group_cases.is_decided())
        .where(Case.due_at > func.app_now(), Case.due_at <= promised)
        .order_by(Case.id)
    )
    return found.all()
