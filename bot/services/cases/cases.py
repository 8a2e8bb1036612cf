"""What time does to cases by itself: on day 30, when terms end, and long after."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db import now
from bot.models import Case, CaseEvent, Submission, WorkingGroup
from bot.models.case import WAITING, Status
from bot.services.days import deadlines, moments
from bot.services.steps import case_log, drafts, ladder, steps, ways

BATCH: Final = 100  # cases that one tick of a job takes in hand
ADDRESS_FOR: Final = timedelta(days=90)  # after the final answer (domain 3.7)
UNREAD: Final = "unread"
UNANSWERED: Final = "unanswered"
SAME_NEWS: Final = timedelta(days=1)  # of two groups within it is told once
_EXPIRED: Final = ladder.way(Status.EXPIRED, "itself")


async def tell_no_news(session: AsyncSession) -> int:
    """Tell authors who heard nothing for 30 days that nothing changed (P3).

    What falls due at night waits for the morning.
    """
    cases = await _claim(session, Case.news_due_at <= func.app_now())
    moment = await now(session)
    for case in cases:
        group = await session.get_one(WorkingGroup, case.group_id)
        case.news_due_at = moments.by_day(moment, group.time_zone)
        if case.news_due_at is None:
            await _tell_no_news(session, case, moment)
    return len(cases)


async def _tell_no_news(session: AsyncSession, case: Case, moment: datetime) -> None:
    case.news_due_at = moment + deadlines.NEWS_IN
    status = Status(case.status)
    event = await case_log.append(session, case, status, reason=case_log.NO_NEWS)
    await _tell_once(session, ladder.UNCHANGED, case, event)


async def expire(session: AsyncSession, life: timedelta = deadlines.UNREAD_FOR) -> int:
    """Close cases whose author did not answer, or whose text nobody read in time.

    While a question about the text is open, its term does not run; an answer begins it
    anew, for every group that reads the text. A question that ends at night stays open
    until the morning; an unread text is erased on time, and told by day.
    """
    unanswered = and_(Case.status == Status.NEEDS_INFO, Case.due_at <= func.app_now())
    unread = and_(
        Case.status.in_(WAITING), waits_since() <= func.app_now() - life, ~_is_asked()
    )
    cases = await _claim(session, or_(unanswered, unread))
    moment = await now(session)
    for case in cases:
        if case.status == Status.NEEDS_INFO:
            await _close_by_day(session, case, moment)
        else:
            await _expire(session, case, UNREAD)
    return len(cases)


async def _close_by_day(session: AsyncSession, case: Case, moment: datetime) -> None:
    group = await session.get_one(WorkingGroup, case.group_id)
    morning = moments.by_day(moment, group.time_zone)
    if morning is None:
        await _expire(session, case, UNANSWERED)
    else:
        case.due_at = morning


def waits_since() -> ColumnElement[datetime]:
    """Tell, inside a query, since when a case's text has waited to be read."""
    sibling = aliased(Case)
    began = (
        select(func.max(CaseEvent.at))
        .join(sibling, sibling.id == CaseEvent.case_id)
        .where(sibling.submission_id == Case.submission_id)
        .where(CaseEvent.status.in_(WAITING))
        .where(case_log.is_step())
        .scalar_subquery()
    )
    return func.coalesce(began, Case.created_at)


def _is_asked() -> ColumnElement[bool]:
    sibling = aliased(Case)
    same = sibling.submission_id == Case.submission_id
    return exists().where(same, sibling.status == Status.NEEDS_INFO)


async def forget_addresses(session: AsyncSession, life: timedelta = ADDRESS_FOR) -> int:
    """Erase reply addresses 90 days after the last answer."""
    forgotten = await session.scalars(
        update(Submission)
        .where(Submission.address.is_not(None), is_over(life))
        .values(address=None)
        .returning(Submission.id)
        .execution_options(synchronize_session=False)
    )
    return len(forgotten.all())


def is_over(life: timedelta) -> ColumnElement[bool]:
    """Tell, inside a query, whether nothing of a submission was open for so long."""
    other = aliased(Case)
    goes_on = select(other.id).where(
        other.submission_id == Case.merged_into,
        other.group_id == Case.group_id,
        other.status.not_in(ways.CLOSED),
    )
    is_closed = and_(Case.status.in_(ways.CLOSED), ~goes_on.exists()) | (
        Case.passed_at.is_not(None) & Case.text.is_(None)
    )
    open_or_fresh = select(Case.id).where(
        Case.submission_id == Submission.id,
        or_(~is_closed, Case.answered_at > func.app_now() - life),
    )
    return ~open_or_fresh.exists()


async def _expire(session: AsyncSession, case: Case, reason: str) -> None:
    await steps.move(session, case, _EXPIRED, reason=reason)
    event = await case_log.append(session, case, Status.EXPIRED, reason=reason)
    await _tell_once(session, ladder.EXPIRED, case, event)
    await drafts.erase_unneeded(session, case.submission_id)


async def _tell_once(
    session: AsyncSession, kind: str, case: Case, event_id: int
) -> None:
    """Tell an author what befell their message, once for all groups that have it."""
    sibling, told = aliased(Case), aliased(CaseEvent)
    this = select(CaseEvent.reason).where(CaseEvent.id == event_id).scalar_subquery()
    already = await session.scalar(
        select(told.id)
        .join(sibling, sibling.id == told.case_id)
        .where(sibling.submission_id == case.submission_id, sibling.id != case.id)
        .where(told.reason == this, told.at > func.app_now() - SAME_NEWS)
        .limit(1)
    )
    if already is None:
        await steps.tell(session, kind, case, event_id)


async def _claim(session: AsyncSession, due: ColumnElement[bool]) -> list[Case]:
    found = await session.scalars(
        select(Case)
        .where(due)
        .order_by(Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(found)
