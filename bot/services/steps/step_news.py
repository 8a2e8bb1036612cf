"""What authors hear of a step of their case: the facts for the words of a notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, CaseEvent, Notice, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.submission import Kind
from bot.services.days import deadlines
from bot.services.letters import notes
from bot.services.steps import case_log
from bot.words.codes import REASONS

_later: Final = aliased(CaseEvent)


@dataclass(frozen=True, slots=True)
class News:
    """What the text of a notice needs to know of a step of a case."""

    case_id: int
    number: str
    status: Status
    reason: str | None
    facts: dict[str, Any]
    due: date | None
    contact: str | None
    is_concern: bool = False
    is_over: bool = False  # another step came after it


async def of(session: AsyncSession, event_id: int) -> News | None:
    """Gather what a step of a case tells its author; None when it is gone."""
    rows = await session.execute(
        select(CaseEvent, Case, WorkingGroup, Submission.kind, _is_over())
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Submission, Submission.id == Case.submission_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(CaseEvent.id == event_id)
    )
    row = rows.one_or_none()
    if row is None:
        return None
    event, case, group, kind, is_over = row
    due = case.news_due_at if event.reason == case_log.NO_NEWS else None
    due = due or case.due_at or case.news_due_at
    return News(
        case_id=case.id,
        number=str(case.submission_id),
        status=Status(event.status),
        reason=event.reason,
        facts=notes.read(session, event),
        due=None if due is None else deadlines.local_day(due, group.time_zone),
        contact=group.hears_doubts,
        is_concern=kind == Kind.CONCERN,
        is_over=is_over,
    )


def _is_over() -> ColumnElement[bool]:
    newer = _later.case_id == CaseEvent.case_id, _later.id > CaseEvent.id
    return exists().where(*newer, case_log.is_step(_later))


async def heard(session: AsyncSession, notice: Notice) -> News | None:
    """Gather the same under the number by which whoever hears it knows it."""
    found = await of(session, notice.subject)
    return None if found is None else replace(found, number=str(notice.recipient_id))


async def refusals(session: AsyncSession, number: int) -> Sequence[News]:
    """Gather why a submission was not passed on, case by case."""
    found = await session.scalars(
        select(func.max(CaseEvent.id))
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.submission_id == number, CaseEvent.reason == Case.reason)
        .group_by(Case.id)
        .order_by(Case.id)
    )
    told = [await of(session, event_id) for event_id in found]
    return [each for each in told if each is not None and each.reason in REASONS]
