"""Urgent concerns: moderators hear at once; those above them when nobody looked.

An alert never tells what it is about. A group has one in 15 minutes, with the count,
and those above it have one, too.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, Notice, Submission, WorkingGroup
from bot.models.case import WAITING
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.cases.cases import BATCH
from bot.services.letters import hearers, notices
from bot.services.texts.categories import URGENT

WAITS: Final = "urgent.waits"  # for those who may read it; the subject is a case
UNSEEN: Final = "urgent.unseen"  # for those above, who may not
PASSED: Final = "urgent.passed"  # for who phones the service
ALERT_EVERY: Final = timedelta(minutes=15)
NEXT_AFTER: Final = timedelta(hours=2)  # from the secretary to the coordinators
# How far up the team it is told: the values of `Case.called`.
NOBODY: Final = 0
MODERATORS: Final = 1
FIRST_ABOVE: Final = 2
ABOVE: Final = (Role.SECRETARY, Role.COORDINATOR)
_WHO_PHONES: Final = (Role.SECRETARY, Role.CHAIR, Role.MODERATOR)


async def alert(session: AsyncSession, group_id: int) -> None:
    """Alert a group's moderators, unless they were within the last 15 minutes.

    Without moderators nobody can look: all those above hear at once.
    """
    if not await _take_turn(session, group_id):
        return  # `alert_again` tells of it when the time is over
    cases = await _take_note(session, group_id)
    moderators = await hearers.of(session, group_id, Role.MODERATOR)
    if cases and moderators:
        await _alert(session, WAITS, cases[0], moderators)
    elif cases:
        for people in await _there(session, group_id, ABOVE):
            await _alert(session, UNSEEN, cases[0], people)


async def alert_again(session: AsyncSession) -> int:
    """Alert groups to what came in while their last alert was fresh."""
    groups = await session.scalars(
        select(Case.group_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(is_unseen(), Case.called == NOBODY, ~_is_fresh())
        .distinct()
        .order_by(Case.group_id)
    )
    found = groups.all()
    for group_id in found:
        await alert(session, group_id)
    return len(found)


async def call_up(session: AsyncSession) -> int:
    """Tell those above of what no moderator saw in the time that was promised."""
    found = await session.scalars(
        select(Case)
        .where(is_unseen(), _is_overdue(), ~_is_told_of())
        .order_by(Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    cases, first = found.all(), dict[tuple[int, int], int]()
    for case in cases:
        case.called = max(case.called, MODERATORS) + 1
        first.setdefault((case.group_id, case.called), case.id)
    for (group_id, called), case_id in first.items():
        await _call(session, group_id, case_id, called - FIRST_ABOVE)
    return len(cases)


async def hand_over(session: AsyncSession, case: Case) -> None:
    """Tell the secretary, or who is there, to phone the service (domain 4.1)."""
    if case.urgency == URGENT:
        there = await _there(session, case.group_id, _WHO_PHONES)
        for people in there[:1]:
            await _alert(session, PASSED, case.id, people)


async def passed(
    session: AsyncSession, notice: Notice
) -> tuple[Case, Submission] | None:
    """Get what was passed on; None when it is no longer the group's."""
    rows = await session.execute(
        select(Case, Submission)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.id == notice.subject, Case.text.is_not(None))
    )
    row = rows.one_or_none()
    return None if row is None else (row[0], row[1])


async def unseen(session: AsyncSession, notice: Notice) -> Sequence[str]:
    """List the numbers of what waits unseen in the group that a notice is about."""
    group = select(Case.group_id).where(Case.id == notice.subject).scalar_subquery()
    found = await session.scalars(
        select(Case.submission_id)
        .where(is_unseen(), Case.group_id == group)
        .order_by(Case.id)
    )
    return [str(number) for number in found]


async def group_of(session: AsyncSession, notice: Notice) -> WorkingGroup | None:
    """Find the group that a notice is about."""
    found = await session.scalars(
        select(WorkingGroup)
        .join(Case, Case.group_id == WorkingGroup.id)
        .where(Case.id == notice.subject)
    )
    return found.one_or_none()


async def is_moderated(session: AsyncSession, group: WorkingGroup) -> bool:
    """Tell whether a group has somebody who may read what waits."""
    return bool(await hearers.of(session, group.id, Role.MODERATOR))


async def see(session: AsyncSession, case: Case) -> None:
    """Take down that a moderator has an urgent concern before their eyes."""
    if case.urgency == URGENT and case.seen_at is None:
        case.seen_at = func.app_now()
        await session.flush()  # the next question must not find it unseen


def is_unseen() -> ColumnElement[bool]:
    """Tell, inside a query, whether an urgent concern waits that nobody looked at."""
    return and_(
        Case.urgency == URGENT, Case.seen_at.is_(None), Case.status.in_(WAITING)
    )


async def _take_turn(session: AsyncSession, group_id: int) -> bool:
    """Take the group's turn of this quarter of an hour; one of two at a time can."""
    taken = await session.scalar(
        update(WorkingGroup)
        .where(WorkingGroup.id == group_id, ~_is_fresh())
        .values(alerted_at=func.app_now())
        .returning(WorkingGroup.id)
        .execution_options(synchronize_session=False)
    )
    return taken is not None


def _is_fresh() -> ColumnElement[bool]:
    return and_(
        WorkingGroup.alerted_at.is_not(None),
        WorkingGroup.alerted_at > func.app_now() - ALERT_EVERY,
    )


def _is_overdue() -> ColumnElement[bool]:
    return or_(
        and_(Case.called <= MODERATORS, Case.due_at <= func.app_now()),
        and_(Case.called == FIRST_ABOVE, Case.due_at <= func.app_now() - NEXT_AFTER),
    )


def _is_told_of() -> ColumnElement[bool]:
    """Tell whether those above a case's group heard of it within 15 minutes."""
    told = aliased(Case)
    return (
        select(Notice.id)
        .join(told, told.id == Notice.subject)
        .where(Notice.kind == UNSEEN, told.group_id == Case.group_id)
        .where(Notice.created_at > func.app_now() - ALERT_EVERY)
        .exists()
    )


async def _take_note(session: AsyncSession, group_id: int) -> Sequence[int]:
    """Mark what an alert counts, and list it."""
    told = await session.scalars(
        update(Case)
        .where(Case.group_id == group_id, Case.called == NOBODY, is_unseen())
        .values(called=MODERATORS)
        .returning(Case.id)
        .execution_options(synchronize_session=False)
    )
    return sorted(told)


async def _call(
    session: AsyncSession, group_id: int, case_id: int, already: int
) -> None:
    """Tell the next of those above who are there: the secretary, the coordinators."""
    there = await _there(session, group_id, ABOVE)
    for people in there[already : already + 1]:
        await _alert(session, UNSEEN, case_id, people)


async def _there(
    session: AsyncSession, group_id: int, roles: Sequence[Role]
) -> Sequence[Sequence[int]]:
    """List who has each role, without the roles that nobody has."""
    ladder = [await hearers.of(session, group_id, role) for role in roles]
    return [people for people in ladder if people]


async def _alert(
    session: AsyncSession, kind: str, case_id: int, people: Iterable[int]
) -> None:
    alert = MessageClass.ALERT
    await notices.write_to_team(session, kind, case_id, people, message_class=alert)
