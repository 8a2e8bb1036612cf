"""The steps of cases: appended, never changed; what was said in them is sealed."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.crypto import Cell
from bot.models import Case, CaseEvent, Staff
from bot.models.case import Status
from bot.services.letters import sealed

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
        await _write_note(session, event_id, note)
    return event_id


def note_of(session: AsyncSession, event: CaseEvent) -> dict[str, Any]:
    """Open what was said in a step."""
    if event.note is None:
        return {}
    opened: dict[str, Any] = sealed.open_json(session, event.note, _note(event.id))
    return opened


async def _write_note(
    session: AsyncSession, event_id: int, note: Mapping[str, str]
) -> None:
    # The note is sealed to its row, whose id the database has just given.
    sealed_note = sealed.seal_json(session, dict(note), _note(event_id))
    await session.execute(
        update(CaseEvent).where(CaseEvent.id == event_id).values(note=sealed_note)
    )


def _note(event_id: int) -> Cell:
    return Cell("case_event", "note", event_id)
