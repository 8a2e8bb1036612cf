"""How cases move: on a way of the ladder, one of two people at a time, written down."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Select, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Submission, WorkingGroup
from bot.models.case import Status
from bot.services.days import moments
from bot.services.letters import notices
from bot.services.steps import case_log, case_news, ladder, outcomes, support_news, ways
from bot.services.steps.ways import Dates, Way
from bot.services.texts.categories import URGENT

URGENT_HELP: Final = "M08"  # whom to phone
# Of what is considered together, the authors of all hear.
_FOR_ALL: Final = (ladder.PASSED, ladder.UNCHANGED)


async def take(
    session: AsyncSession,
    case: Case,
    way: Way,
    *,
    actor: int | None = None,
    reason: str | None = None,
    note: Mapping[str, str] | None = None,
    **values: Any,
) -> int:
    """Move a case on, write the step down, and owe its author the news of it."""
    await move(session, case, way, reason=reason, **values)
    event_id = await case_log.append(
        session, case, way.to, actor=actor, reason=reason, note=note
    )
    await outcomes.promise(session, case, event_id, reason)
    match way.tells:
        case None:
            pass
        case ladder.DAILY:
            await _tell_in_the_evening(session, case, event_id)
        case kind:
            await tell(session, kind, case, event_id)
    return event_id


async def move(
    session: AsyncSession,
    case: Case,
    way: Way,
    *,
    asked: date | None = None,
    **values: Any,
) -> Dates:
    """Move a case on if it still is where the way begins; only one of two people can.

    `asked` is the day from which the way's own date is counted.
    """
    promised = await promise(session, case, way, asked)
    moved = await session.scalars(
        update(Case)
        .where(Case.id == case.id, Case.status.in_(way.since))
        .values(**_written(way, promised), **values)
        .returning(Case)
        .execution_options(populate_existing=True)
    )
    if moved.one_or_none() is None:
        raise decided_already()
    return promised


async def promise(
    session: AsyncSession, case: Case, way: Way, asked: date | None = None
) -> Dates:
    """Compute what a way would promise now."""
    if way.due is None:
        return Dates()
    group = await session.get_one(WorkingGroup, case.group_id)
    return ways.dates(way.due, await now(session), group.time_zone, asked)


async def tell(session: AsyncSession, kind: str, case: Case, event_id: int) -> None:
    """Owe the author of a case the news of one of its steps, unless they want none.

    A question is no news. At night all waits for the morning, but what is urgent or a
    danger.
    """
    is_question = kind in (ladder.ASKED, ladder.REWRITTEN)
    hearers = await session.scalars(
        select(Submission.id).where(
            Submission.id.in_(_hearers(case, kind)), Submission.news | is_question
        )
    )
    for number in hearers.all():
        if _is_pressing(case):
            await notices.write_to_author(session, kind, event_id, number)
        else:
            await write_by_day(session, kind, event_id, number, group_id=case.group_id)


async def write_by_day(
    session: AsyncSession, kind: str, subject: int, number: int, *, group_id: int
) -> None:
    """Tell an author once what a group did; what falls into its night waits."""
    group = await session.get_one(WorkingGroup, group_id)
    morning = moments.by_day(await now(session), group.time_zone)
    await notices.write_to_author(session, kind, subject, number, not_before=morning)


def _is_pressing(case: Case) -> bool:
    is_danger = case.status == Status.CLOSED_SAFETY or case.reason == URGENT_HELP
    return is_danger or case.urgency == URGENT


def _hearers(case: Case, kind: str) -> Select[int]:
    """Select whose authors hear of a step; what concerns one text only, one does."""
    if kind not in _FOR_ALL:
        return select(literal(case.submission_id, BigInteger))
    return case_log.together(case.submission_id, case.group_id)


async def _tell_in_the_evening(
    session: AsyncSession, case: Case, event_id: int
) -> None:
    due_at = await case_news.evening_of(session, case)
    await case_news.owe(session, case, event_id, due_at)
    if case.status in support_news.MATTERS:
        await support_news.owe(session, case, event_id, due_at)


def decided_already() -> UserError:
    """Make the kind refusal of a second decision."""
    return UserError(_("This has been decided already."))


def _written(way: Way, promised: Dates) -> dict[str, Any]:
    values: dict[str, Any] = {"status": way.to, "due_at": promised.due_at}
    if way.to is Status.CLOSED_SAFETY:  # its author is told that the text is deleted
        values |= {"text": None, "place": None}
    if way.due is None or way.due.heard:
        values["news_due_at"] = promised.news_due_at
    if way.closes:
        values["answered_at"] = func.app_now()
    elif way.decided:
        values["answered_at"] = func.coalesce(Case.answered_at, func.app_now())
    return values
