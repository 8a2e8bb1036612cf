"""What authors hear of the group's steps: all of a day in one message, by day.

Every step waits for the evening hour of its group, so that a message tells of all that
happened since the last one; what could not leave then waits for the next morning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Case, CaseEvent, CaseNews, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.submission import Channel, Kind
from bot.services.days import moments
from bot.services.letters import notes, notices
from bot.services.steps import case_log, ladder

TOLD_AT: Final = time(19)
_BATCH: Final = 100  # people that one tick takes in hand
STALE_AFTER: Final = timedelta(days=1)  # as with everything that cannot leave


@dataclass(frozen=True, slots=True)
class Told:
    """A step as its author hears of it."""

    number: str
    is_concern: bool
    status: Status
    facts: dict[str, Any]


async def evening_of(session: AsyncSession, case: Case) -> datetime:
    """Find the hour at which what happens now is told."""
    group = await session.get_one(WorkingGroup, case.group_id)
    return moments.next_daily(await now(session), TOLD_AT, group.time_zone)


async def owe(
    session: AsyncSession, case: Case, event_id: int, due_at: datetime
) -> None:
    """Tell the author of a step, and those of what is considered with it.

    Those only who want to hear of it.
    """
    together = case_log.together(case.submission_id, case.group_id)
    chosen = select(literal(event_id), Submission.id, literal(due_at)).where(
        Submission.id.in_(together), is_wanted()
    )
    columns = ["event_id", "submission_id", "due_at"]
    await session.execute(insert(CaseNews).from_select(columns, chosen))


async def only_receipt(session: AsyncSession, number: int, group_id: int) -> bool:
    """Tell whether what a group does is read by nobody but who opens a receipt."""
    authors = select(Submission.id).where(
        Submission.id.in_(case_log.together(number, group_id))
    )
    on_paper = authors.where(
        Submission.channel != Channel.TELEGRAM, Submission.person_id.is_(None)
    )
    told = authors.where(is_wanted())
    asked = select(on_paper.exists() & ~told.exists())
    return bool(await session.scalar(asked))


async def tell_due(session: AsyncSession) -> int:
    """Tell people what is due; returns how many were taken in hand."""
    people = await session.scalars(
        select(Person.id)
        .where(_due().where(Submission.person_id == Person.id).exists())
        .order_by(Person.id)
        .limit(_BATCH)
        .with_for_update(key_share=True, skip_locked=True)
    )
    found = people.all()
    for person_id in found:
        await _tell(session, person_id)
    return len(found)


async def told(session: AsyncSession, told_with: int) -> Sequence[Told]:
    """List the steps that a message tells; those of what was taken back are not."""
    rows = await session.execute(
        select(CaseEvent, Submission.id, Submission.kind)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(CaseNews, CaseNews.event_id == CaseEvent.id)
        .join(Submission, Submission.id == CaseNews.submission_id)
        .where(CaseNews.told_with == told_with, is_wanted())
        .where(Case.status != Status.WITHDRAWN)
        .order_by(Submission.id, CaseEvent.id)
    )
    return [
        tell_of(session, event, number, is_concern=kind == Kind.CONCERN)
        for event, number, kind in rows
    ]


def tell_of(
    session: AsyncSession, event: CaseEvent, number: int, *, is_concern: bool = False
) -> Told:
    """Open a step for whoever hears of it."""
    facts = notes.read(session, event)
    return Told(str(number), is_concern, Status(event.status), facts)


async def drop(session: AsyncSession, cases: Select[int]) -> None:
    """Forget what the authors of cases were going to hear."""
    theirs = select(Case.submission_id).where(Case.id.in_(cases))
    await session.execute(delete(CaseNews).where(CaseNews.submission_id.in_(theirs)))


async def _tell(session: AsyncSession, person_id: int) -> None:
    rows = await session.execute(
        _due()
        .with_only_columns(CaseNews.id, Submission.id, WorkingGroup.time_zone)
        .where(Submission.person_id == person_id)
        .order_by(CaseNews.id)
    )
    found, moment = rows.all(), await now(session)
    if not found:
        return  # another replica was about to tell them as we looked
    ids, zone = [row[0] for row in found], found[0][2]
    morning = moments.by_day(moment, zone)
    if morning is not None:
        await _write(session, ids, due_at=morning)
        return
    await _write(session, ids, told_with=ids[0])
    number, stale = found[0][1], moment + STALE_AFTER
    await notices.write_to_author(
        session, ladder.DAILY, ids[0], number, expires_at=stale
    )


async def _write(session: AsyncSession, ids: Sequence[int], **values: Any) -> None:
    await session.execute(update(CaseNews).where(CaseNews.id.in_(ids)).values(**values))


def _due() -> Select[int]:
    return (
        select(CaseNews.id)
        .join(CaseEvent, CaseEvent.id == CaseNews.event_id)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .join(Submission, Submission.id == CaseNews.submission_id)
        .where(CaseNews.told_with.is_(None), CaseNews.due_at <= func.app_now())
        .where(is_wanted())
    )


def is_wanted() -> ColumnElement[bool]:
    """Tell, inside a query, whether there is somebody who wants to hear."""
    return and_(
        Submission.person_id.is_not(None),
        Submission.address.is_not(None),
        Submission.news,
    )
