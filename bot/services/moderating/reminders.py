"""One reminder of a moderator's question: on the seventh day, by day (domain 4.6)."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Ban, Case, CaseEvent, Notice, Submission, WorkingGroup
from bot.models.case import Status
from bot.services.days import moments
from bot.services.letters import notices
from bot.services.steps import case_news

KIND: Final = "case.reminded"  # its subject is the question
AFTER: Final = timedelta(days=7)
_BATCH: Final = 100  # questions that one tick takes in hand


async def remind(session: AsyncSession) -> int:
    """Remind authors who want to hear of what they have not answered yet.

    Returns how many were reminded. At night nobody is: the next tick looks again.
    """
    rows = await session.execute(
        select(CaseEvent.id, Case.submission_id, WorkingGroup.time_zone)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Submission, Submission.id == Case.submission_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(_is_open(), case_news.is_wanted(), ~_is_paused(), ~_was_reminded())
        .order_by(CaseEvent.id)
        .limit(_BATCH)
        .with_for_update(of=Case, skip_locked=True)
    )
    moment, told = await now(session), 0
    for event_id, number, zone in rows.all():
        if moments.by_day(moment, zone) is None:
            stale = moment + case_news.STALE_AFTER
            told += await notices.write_to_author(
                session, KIND, event_id, number, expires_at=stale
            )
    return told


def _is_open() -> ColumnElement[bool]:
    """Tell, inside a query, whether a question was asked a week ago and still is."""
    last = select(func.max(CaseEvent.id)).where(CaseEvent.case_id == Case.id)
    return and_(
        Case.status == Status.NEEDS_INFO,
        Case.due_at > func.app_now(),
        CaseEvent.id == last.correlate(Case).scalar_subquery(),
        CaseEvent.at <= func.app_now() - AFTER,
    )


def _is_paused() -> ColumnElement[bool]:
    own = Ban.person_id == Submission.person_id, Ban.group_id == Case.group_id
    return select(Ban.id).where(*own, Ban.until > func.app_now()).exists()


def _was_reminded() -> ColumnElement[bool]:
    this = Notice.kind == KIND, Notice.subject == CaseEvent.id
    return select(Notice.id).where(*this).exists()
