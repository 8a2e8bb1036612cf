"""Cases that are considered together, and separated again as if nothing had been.

All authors stay authors, and hear what becomes of the one that is left; texts stay
where they are. How a case stood before is a row, for as long as it can be undone.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.db import now
from bot.errors import NO_MESSAGE, UserError
from bot.i18n import _
from bot.models import Case, CaseEvent, CaseNews, Merger
from bot.models.case import UNDECIDED, WAITING, Status
from bot.services.days import deadlines, typed_numbers
from bot.services.steps import case_log, drafts, ladder, steps
from bot.services.steps.ways import CLOSED
from bot.services.team import access, queue_news

LIFE: Final = deadlines.UNREAD_FOR  # in which it can be undone
SEPARATED: Final = "case.separated"
_OVER: Final = _(
    "No. {id} is closed, or was added to another one. Choose one that is still "
    "considered."
)
_BATCH: Final = 100
_KEPT: Final = ("status", "reason", "due_at", "news_due_at", "answered_at")
_READING: Final = ladder.way(Status.REVIEW, "author")


def standing(case: Case | Merger) -> dict[str, Any]:
    """Note how a case stands before it is merged, or stood."""
    return {name: getattr(case, name) for name in _KEPT}


async def keep(session: AsyncSession, case: Case, before: Mapping[str, Any]) -> None:
    """Write down how a case stood that has been merged."""
    kept = insert(Merger).values(case_id=case.id, **before)
    await session.execute(
        kept.on_conflict_do_update(index_elements=["case_id"], set_=dict(before))
    )


async def check_original(
    session: AsyncSession, case: Case, number: str, statuses: Collection[Status]
) -> None:
    """Refuse a number that is not of another case of the group in these statuses.

    Of one that is over nobody would hear; from one not passed on this would come back.
    """
    original = select(Case.status).where(
        Case.submission_id == typed_numbers.whole(number),
        Case.submission_id != case.submission_id,
        Case.group_id == case.group_id,
    )
    status = await session.scalar(original)
    if status in CLOSED:
        raise UserError(_OVER.filled(id=str(int(number))))
    if status not in statuses:
        raise UserError(NO_MESSAGE)


async def separate(session: AsyncSession, actor_id: int, case_id: int) -> str:
    """Undo a merger: the case is where it was; gives its number."""
    merger = await session.get(Merger, case_id, populate_existing=True)
    is_unread = merger is None or merger.status in WAITING
    case = await access.access_case(
        session, actor_id, case_id, "case.moderate" if is_unread else "case.lead"
    )
    await session.refresh(case, with_for_update=True)  # one of two people at a time
    if merger is None or case.status != Status.MERGED:
        raise UserError(_("This cannot be separated any more."))
    await _separate(session, case, merger, actor=actor_id)
    return str(case.submission_id)


async def release(session: AsyncSession) -> int:
    """Give back what was merged into a text that never reached the group."""
    rows = await session.execute(
        select(Case, Merger)
        .join(Merger, Merger.case_id == Case.id)
        .where(Case.id.in_(to_release()))
        .order_by(Case.id)
        .limit(_BATCH)
        .with_for_update(of=Case, skip_locked=True)
    )
    found = rows.all()
    for case, merger in found:
        await _separate(session, case, merger)
    return len(found)


def to_release() -> Select[int]:
    """Select what was merged into a text that never reached the group."""
    case, target = aliased(Case), aliased(Case)
    return (
        select(case.id)
        .join(Merger, Merger.case_id == case.id)
        .join(target, target.submission_id == case.merged_into)
        .where(target.group_id == case.group_id, target.passed_at.is_(None))
        .where(target.status.in_(set(CLOSED) - {Status.MERGED}))
        .where(case.status == Status.MERGED, case.passed_at.is_(None))
    )


async def undo_unread(session: AsyncSession, number: int) -> None:
    """Let a submission wait again where it was merged unread.

    So that it can be closed with the rest of it; nobody is told.
    """
    rows = await session.execute(
        select(Case, Merger)
        .join(Merger, Merger.case_id == Case.id)
        .where(Case.submission_id == number, Case.status == Status.MERGED)
        .where(Merger.status.in_(UNDECIDED))
        .order_by(Case.id)
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    )
    for case, merger in rows.all():
        await _restore(session, case, merger)


async def forget(session: AsyncSession, life: timedelta = LIFE) -> int:
    """Forget how cases stood before they were merged, and what moderators changed.

    Not while the other one waits: if it never reaches the group, they come back.
    """
    gone = await session.scalars(
        delete(Merger)
        .where(Merger.created_at < func.app_now() - life, ~_other_waits())
        .returning(Merger.case_id)
    )
    cases = gone.all()
    await session.execute(
        update(Case)
        .where(Case.id.in_(cases), Case.status == Status.MERGED)
        .values(edited=None)
    )
    return len(cases)


def _other_waits() -> ColumnElement[bool]:
    other = aliased(Case)
    return (
        select(Case.id)
        .join(other, other.submission_id == Case.merged_into)
        .where(Case.id == Merger.case_id, other.group_id == Case.group_id)
        .where(drafts.is_undecided(other))
        .exists()
    )


async def _separate(
    session: AsyncSession, case: Case, merger: Merger, *, actor: int | None = None
) -> None:
    was_told = await _restore(session, case, merger)
    if merger.status in WAITING:
        await _promise_anew(session, case)
    event = await case_log.append(
        session, case, Status(merger.status), actor=actor, reason="separated"
    )
    if was_told:
        await steps.tell(session, SEPARATED, case, event)
    if merger.status in WAITING:
        await queue_news.tell(session, queue_news.ANSWERED, case.submission_id, event)


async def _restore(session: AsyncSession, case: Case, merger: Merger) -> bool:
    """Write back how a case stood; tells if its author had heard of the merger."""
    was_told = await _forget_untold(session, case)
    before = standing(merger)
    await session.execute(
        update(Case).where(Case.id == case.id).values(merged_into=None, **before)
    )
    await session.delete(merger)
    await session.flush()
    return was_told


async def _promise_anew(session: AsyncSession, case: Case) -> None:
    """Give a text that comes back late the time of a new one."""
    case.unread_told = 0
    if case.due_at is not None and case.due_at <= await now(session):
        case.due_at = (await steps.promise(session, case, _READING)).due_at
    await session.flush()


async def _forget_untold(session: AsyncSession, case: Case) -> bool:
    """Drop the news of the other one that were not told; tells if the merger was."""
    merging = (
        select(CaseEvent.id)
        .where(CaseEvent.case_id == case.id, CaseEvent.status == Status.MERGED)
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )
    others = (
        select(CaseEvent.id)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.submission_id == case.merged_into)
    )
    dropped = await session.scalars(
        delete(CaseNews)
        .where(CaseNews.submission_id == case.submission_id)
        .where(CaseNews.told_with.is_(None))
        .where(or_(CaseNews.event_id.in_(merging), CaseNews.event_id.in_(others)))
        .returning(CaseNews.event_id)
    )
    untold = set(dropped.all())
    return await session.scalar(merging) not in untold
