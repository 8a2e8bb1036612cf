"""The steps of cases: appended, never changed; what was said in them is sealed."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import ColumnElement, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import Case, CaseEvent, Staff
from bot.models.case import Status
from bot.services.letters import notes

Number = int | InstrumentedAttribute[int]  # inside a query, a column
NO_NEWS: Final = "no_news"
ANSWERED: Final = "answer"  # a member, to the author


def is_step(event: type[CaseEvent] = CaseEvent) -> ColumnElement[bool]:
    """Tell steps from what repeats a status: that there is no news, an answer."""
    return func.coalesce(event.reason, "").not_in((NO_NEWS, ANSWERED))


def is_told(event: type[CaseEvent] = CaseEvent) -> ColumnElement[bool]:
    """Tell steps and answers, as a history shows them."""
    return event.reason.is_distinct_from(NO_NEWS)


def together(number: Number, group_id: Number) -> Select[int]:
    """Select a submission's number and those that a group considers with it."""
    return select(func.considered_with(number, group_id))


async def append(
    session: AsyncSession,
    case: Case,
    status: Status,
    *,
    actor: int | None = None,
    reason: str | None = None,
    note: Mapping[str, str] | None = None,
) -> int:
    """Write down a step of a case, by a person of the team or by nobody."""
    by = select(Staff.id).where(
        Staff.person_id == actor, Staff.group_id == case.group_id
    )
    statement = (
        insert(CaseEvent)
        .values(
            case_id=case.id,
            status=status,
            staff_id=by.limit(1).scalar_subquery(),
            reason=reason,
        )
        .returning(CaseEvent.id)
    )
    event_id = (await session.execute(statement)).scalar_one()
    if note:
        await notes.write(session, CaseEvent, event_id, note)
    return event_id
