"""What a meeting heard and decided, for its minutes (domain 6.4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Decision, WorkingGroup
from bot.models.case import Status
from bot.services import access, case_log, decisions, digest_cases
from bot.services.deadlines import day_begins
from bot.services.digest_cases import Item
from bot.services.meetings import agenda

_DECIDED: Final = (
    Status.SUPPORTED,
    Status.DECLINED,
    Status.DEFERRED,
    Status.REFERRED,
    Status.AGENDA,
)


@dataclass(frozen=True, slots=True)
class Minute:
    """A case that was heard, by all its numbers, and what was decided of it, if so."""

    item: Item
    numbers: Sequence[int]
    status: Status | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that a meeting heard; `day` is the last one, else the next."""

    group: WorkingGroup
    day: date | None
    heard: Sequence[Minute]


async def of(session: AsyncSession, actor_id: int, group_id: int) -> Minutes:
    """Make up the minutes: what is on the agenda, and what was decided since the day.

    Decisions are in them before they are announced, and afterwards.
    """
    group = await access.access_group(session, actor_id, group_id, "case.lead")
    held = await agenda.last_held(session, group)
    day = held or group.meets_on
    items = await digest_cases.listed(
        session, Case.group_id == group_id, _heard(group, held), limit=agenda.MOST
    )
    cases = [each.case_id for each in items]
    told = await _announced(session, cases, held, group) | await _kept(session, cases)
    merged = await _merged(session, group_id, [each.number for each in items])
    heard = [
        Minute(each, [each.number, *merged[each.number]], *told.get(each.case_id, ()))
        for each in items
    ]
    return Minutes(group, day, heard)


def _heard(group: WorkingGroup, held: date | None) -> ColumnElement[bool]:
    """Tell what is planned, or was decided: not announced, or since the meeting."""
    kept = select(Decision.id).where(Decision.case_id == Case.id).exists()
    day = held or group.meets_on
    planned = Case.id.in_(select(Case.id).where(*agenda.planned_for(group, day)))
    if held is None:
        return or_(kept, planned)
    since = day_begins(held, group.time_zone)
    return or_(kept, planned, Case.decided_at >= since)


async def _kept(
    session: AsyncSession, cases: Sequence[int]
) -> dict[int, tuple[Status, Mapping[str, Any]]]:
    found = await session.scalars(select(Decision).where(Decision.case_id.in_(cases)))
    return {
        each.case_id: (Status(each.status), decisions.note(session, each))
        for each in found
    }


async def _announced(
    session: AsyncSession,
    cases: Sequence[int],
    held: date | None,
    group: WorkingGroup,
) -> dict[int, tuple[Status, Mapping[str, Any]]]:
    if held is None:
        return {}
    found = await session.scalars(
        select(CaseEvent)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.case_id.in_(cases), CaseEvent.status.in_(_DECIDED))
        .where(CaseEvent.at >= Case.decided_at)
        .where(Case.decided_at >= day_begins(held, group.time_zone))
        .order_by(CaseEvent.id.desc())
    )
    return {
        each.case_id: (Status(each.status), case_log.note_of(session, each))
        for each in found  # the first step after the decision is the last one here
    }


async def _merged(
    session: AsyncSession, group_id: int, numbers: Sequence[int]
) -> Mapping[int, Sequence[int]]:
    rows = await session.execute(
        select(Case.merged_into, Case.submission_id)
        .where(Case.group_id == group_id, Case.merged_into.in_(numbers))
        .order_by(Case.submission_id)
    )
    merged = defaultdict[int, list[int]](list)
    for main, number in rows:
        merged[main or 0].append(number)
    return merged
