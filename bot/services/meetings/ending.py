"""Meetings that are over: their teams are asked, once, what was decided."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Meeting, Notice, WorkingGroup
from bot.models.staff import Role
from bot.services.letters import hearers, notices
from bot.services.places import schedules

OVER: Final = "meeting.over"
_BATCH: Final = 100
_ASKED: Final = (Role.SECRETARY, Role.CHAIR)  # the first of them that a group has


async def end_due(session: AsyncSession) -> int:
    """Let the day of meetings pass; returns how many.

    Groups are locked before their meetings, as by those who plan; proposals go on.
    """
    found = await session.execute(
        select(Meeting, WorkingGroup)
        .join(WorkingGroup, WorkingGroup.id == Meeting.group_id)
        .where(Meeting.over_at <= func.app_now())
        .order_by(Meeting.over_at)
        .limit(_BATCH)
        .with_for_update(of=(WorkingGroup, Meeting), key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    over = found.all()
    for meeting, group in over:
        await _end(session, meeting, group)
    return len(over)


async def end(session: AsyncSession, group: WorkingGroup) -> None:
    """Let the day of a group's meeting pass at once: the next one is being planned."""
    meeting = await ahead(session, group.id)
    if meeting is not None:
        await _end(session, meeting, group)


async def ahead(session: AsyncSession, group_id: int) -> Meeting | None:
    """Find the meeting of which the team was not asked yet."""
    found = await session.scalars(
        select(Meeting).where(
            Meeting.group_id == group_id, Meeting.over_at.is_not(None)
        )
    )
    return found.one_or_none()


async def told(session: AsyncSession, notice: Notice) -> Meeting | None:
    """Find the meeting of a notice."""
    return await session.get(Meeting, notice.subject)


async def _end(session: AsyncSession, meeting: Meeting, group: WorkingGroup) -> None:
    meeting.over_at = None
    group.meets_on = None
    schedules.follow(group, await now(session))
    await session.flush()
    people = await hearers.first_of(session, group.id, *_ASKED)
    await notices.write_to_team(session, OVER, meeting.id, people)
