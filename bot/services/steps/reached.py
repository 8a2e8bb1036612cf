"""How far cases came, and when they were first answered: counted from their steps."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, CaseEvent
from bot.models.case import Status
from bot.services.days.periods import Period
from bot.services.steps import case_log

# What a person of the team said, be it a question; that time passed is no answer.
_ANSWERS: Final = frozenset(Status) - {
    Status.RECEIVED,
    Status.REVIEW,
    Status.WITHDRAWN,
    Status.EXPIRED,
}
_STEPS: Final = (Status.SUPPORTED, Status.IN_DOC, Status.DONE)


def first_answer() -> ScalarSelect[datetime]:
    """Find, inside a query of cases, the moment of the first answer."""
    return (
        select(func.min(CaseEvent.at))
        .where(CaseEvent.case_id == Case.id, CaseEvent.status.in_(_ANSWERS))
        .where(case_log.is_step())
        .scalar_subquery()
    )


async def first_answers(session: AsyncSession, period: Period) -> Counter[int]:
    """Count, by group, the cases whose first answer fell into a period."""
    earlier = aliased(CaseEvent)
    before = (
        select(earlier.id)
        .where(earlier.case_id == CaseEvent.case_id, earlier.at < period.since)
        .where(earlier.status.in_(_ANSWERS), case_log.is_step(earlier))
    )
    rows = await session.execute(
        select(Case.group_id, func.count(Case.id.distinct()))
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(CaseEvent.status.in_(_ANSWERS), case_log.is_step())
        .where(period.has(CaseEvent.at), ~before.exists())
        .group_by(Case.group_id)
    )
    return Counter(dict(rows.all()))


async def steps(
    session: AsyncSession, went: Sequence[ColumnElement[bool]]
) -> Mapping[str, Counter[int]]:
    """Count the cases that got to each of some statuses, by group."""
    rows = await session.execute(
        select(CaseEvent.status, Case.group_id, func.count(Case.id.distinct()))
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.status.in_(_STEPS), *went)
        .where(case_log.is_step())
        .group_by(CaseEvent.status, Case.group_id)
    )
    found = defaultdict[str, Counter[int]](Counter)
    for status, group_id, n in rows:
        found[status][group_id] = n
    return found
