"""Moderators whom a text is about: they neither read it nor decide on it.

When that is all of them, those above the team hear that it needs another one, in the
order in which they hear of what is urgent. They learn a number, never the text.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseTaken, Notice, Recusal, Staff, WorkingGroup
from bot.models.case import WAITING
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.cases import urgent
from bot.services.letters import hearers, notices
from bot.services.team import access, recused
from bot.services.texts.categories import URGENT

ALONE: Final = "recused.all"


async def count(session: AsyncSession, person_id: int) -> int:
    """Count what somebody left to others."""
    left = select(func.count()).where(Recusal.person_id == person_id)
    return await session.scalar(left) or 0


async def note(session: AsyncSession, person_id: int, case_id: int) -> bool:
    """Take down whom a text is about; False when nobody else may read it.

    Who left it to others has not read it for the group: an urgent one goes on calling.
    What they had taken on of it, before whichever group, is free again.
    """
    case = await session.get_one(Case, case_id)
    session.add(Recusal(case_id=case_id, person_id=person_id))
    case.seen_at = None
    await session.flush()  # the next card must not be the same
    await _give_back(session, person_id, case.submission_id)
    waiting = await session.scalars(
        select(Case)
        .where(Case.submission_id == case.submission_id, Case.status.in_(WAITING))
        .where(Case.group_id.in_(access.groups_of(person_id, "case.moderate")))
        .order_by(Case.id)
    )
    unread = [
        each for each in waiting.all() if not await _free(session, each, Role.MODERATOR)
    ]
    for each in unread:
        await _call_above(session, each)
    return case not in unread


async def news(
    session: AsyncSession, notice: Notice
) -> tuple[Case, WorkingGroup] | None:
    """Get the text that nobody may read, and its group; None when somebody may."""
    rows = await session.execute(
        select(Case, WorkingGroup)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(Case.id == notice.subject, Case.status.in_(WAITING))
    )
    row = rows.one_or_none()
    if row is None or await _free(session, row[0], Role.MODERATOR):
        return None
    return row[0], row[1]


async def _give_back(session: AsyncSession, person_id: int, submission_id: int) -> None:
    cases = select(Case.id).where(Case.submission_id == submission_id)
    own = select(Staff.id).where(Staff.person_id == person_id)
    theirs = CaseTaken.case_id.in_(cases), CaseTaken.staff_id.in_(own)
    await session.execute(delete(CaseTaken).where(*theirs))


async def _call_above(session: AsyncSession, case: Case) -> None:
    """Tell the first who is there of those above; of what is urgent, all of them.

    Who was told before is told anew: the moderator who came since has left it, too.
    """
    before = Notice.kind == ALONE, Notice.subject == case.id
    await session.execute(delete(Notice).where(*before))
    is_urgent = case.urgency == URGENT
    there = [await _free(session, case, role) for role in urgent.ABOVE]
    kind = MessageClass.ALERT if is_urgent else MessageClass.NOTICE
    for people in [each for each in there if each][: None if is_urgent else 1]:
        await notices.write_to_team(session, ALONE, case.id, people, message_class=kind)


async def _free(session: AsyncSession, case: Case, role: Role) -> Sequence[int]:
    """List those of a role whom a text is not about."""
    left = set(await session.scalars(recused.whom(case.id)))
    people = await hearers.of(session, case.group_id, role)
    return [each for each in people if each not in left]
