"""What a meeting heard and decided, for its minutes (domain 6.4)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Decision, WorkingGroup
from bot.models.case import Status
from bot.services.days.deadlines import day_begins
from bot.services.digest import digest_cases
from bot.services.digest.digest_cases import Item
from bot.services.letters import notes
from bot.services.meetings import agenda
from bot.services.steps import case_log, group_cases
from bot.services.team import access

_DECIDED: Final = (
    Status.SUPPORTED,
    Status.DECLINED,
    Status.DEFERRED,
    Status.REFERRED,
    Status.AGENDA,
)
_NAMING: Final = (Status.REFERRED, Status.DOING, Status.IN_DOC)


@dataclass(frozen=True, slots=True)
class Minute:
    """A case that was heard, by all its numbers, and what was decided of it, if so.

    `known` is who is in charge and by when, the document, the answer: of all its steps.
    """

    item: Item
    numbers: Sequence[int]
    known: Mapping[str, Any] = field(default_factory=dict)
    status: Status | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a meeting heard; `more` counts what had no room."""

    group: WorkingGroup
    day: date | None
    heard: Sequence[Minute]
    more: int


async def of(session: AsyncSession, actor_id: int, group_id: int) -> Minutes:
    """Make up the minutes of the last meeting, of the next one if it left nothing.

    What is on its agenda, and what was decided since, announced or not.
    """
    group = await access.access_group(session, actor_id, group_id, "case.lead")
    held = await agenda.last_held(session, group)
    found = await _of(session, group, held)
    if found.heard or held in (None, group.meets_on):
        return found
    return await _of(session, group, None)


async def to_fill_in(session: AsyncSession, actor_id: int, group_id: int) -> Minutes:
    """Make up the minutes of the next meeting, for who takes them there on paper."""
    group = await access.access_group(session, actor_id, group_id, "case.lead")
    held = await agenda.last_held(session, group)
    if group.meets_on in (None, held):
        return await _of(session, group, held)
    return await _of(session, group, None, and_(*agenda.planned_for(group)))


async def _of(
    session: AsyncSession,
    group: WorkingGroup,
    held: date | None,
    only: ColumnElement[bool] | None = None,
) -> Minutes:
    which = _heard(group, held) if only is None else only
    heard = [Case.group_id == group.id, which]
    items = await digest_cases.listed(session, *heard, limit=agenda.MOST)
    every = await agenda.count(session, *heard)
    cases = [each.case_id for each in items]
    told = await _announced(session, cases, held, group) | await _kept(session, cases)
    merged = await _merged(session, group.id, [each.number for each in items])
    known = await _known(session, cases)
    minutes = [
        Minute(
            each,
            [each.number, *merged[each.number]],
            known[each.case_id],
            *told.get(each.case_id, ()),
        )
        for each in items
    ]
    return Minutes(group, held or group.meets_on, minutes, every - len(items))


def _heard(group: WorkingGroup, held: date | None) -> ColumnElement[bool]:
    """Tell what is planned, or was decided: not announced, or since the meeting."""
    day = held or group.meets_on
    planned = and_(*agenda.planned_for(group, day))
    kept = group_cases.is_decided()
    if held is None:
        return or_(kept, planned)
    since = day_begins(held, group.time_zone)
    return or_(kept, planned, Case.decided_at >= since)


async def _known(
    session: AsyncSession, cases: Sequence[int]
) -> Mapping[int, Mapping[str, Any]]:
    found = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id.in_(cases))
        .where(or_(CaseEvent.status.in_(_NAMING), ~case_log.is_step()))
        .order_by(CaseEvent.id)
    )
    known = defaultdict[int, dict[str, Any]](dict)
    for each in found:
        known[each.case_id] |= notes.read(session, each)
    return known


async def _kept(
    session: AsyncSession, cases: Sequence[int]
) -> dict[int, tuple[Status, Mapping[str, Any]]]:
    found = await session.scalars(select(Decision).where(Decision.case_id.in_(cases)))
    return {
        each.case_id: (Status(each.status), notes.read(session, each)) for each in found
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
        .where(case_log.is_step())
        .where(CaseEvent.at >= Case.decided_at)
        .where(Case.decided_at >= day_begins(held, group.time_zone))
        .order_by(CaseEvent.id.desc())
    )
    return {
        each.case_id: (Status(each.status), notes.read(session, each))
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
