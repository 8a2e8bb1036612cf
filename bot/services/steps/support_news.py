"""What supporters hear: of three steps, in the evening, at most twice a month."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import locks
from bot.db import now, vault
from bot.locks import Space
from bot.models import (
    Case,
    CaseEvent,
    Submission,
    Support,
    SupportNews,
    WorkingGroup,
)
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.services.days import moments
from bot.services.letters import notices, unasked
from bot.services.steps import case_log, case_news
from bot.services.steps.case_news import Told

KIND: Final = "case.supported"
MATTERS: Final = (Status.SUPPORTED, Status.IN_DOC, Status.DONE)
_BATCH: Final = 100  # chats that one tick takes in hand


async def owe(
    session: AsyncSession, case: Case, event_id: int, due_at: datetime
) -> None:
    """Tell those who support a published proposal of one of its steps."""
    if case.published_at is None:
        return
    author = await notices.address_of(session, Recipient.AUTHOR, case.submission_id)
    own = [] if author is None else author.keys(vault(session))
    together = case_log.together(case.submission_id, case.group_id)
    chosen = (
        select(literal(event_id), Support.chat_key, literal(due_at))
        .where(Support.submission_id.in_(together))
        .where(Support.chat_key.not_in(own))
        .distinct()
    )
    columns = ["event_id", "chat_key", "due_at"]
    await session.execute(insert(SupportNews).from_select(columns, chosen))


async def tell_due(session: AsyncSession) -> int:
    """Tell supporters what is due; returns how many were taken in hand.

    Of all replicas one does: of two messages to one person neither would know.
    """
    if not await locks.alone(session, Space.NEWS):
        return 0
    chats = await session.scalars(
        _due().with_only_columns(SupportNews.chat_key).distinct().limit(_BATCH)
    )
    found = chats.all()
    for chat_key in found:
        await _tell(session, chat_key)
    return len(found)


async def told(session: AsyncSession, told_with: int) -> Sequence[Told]:
    """List the steps that a message to a supporter tells, as things stand now."""
    rows = await session.execute(
        _wanted()
        .with_only_columns(CaseEvent, Submission.id)
        .where(SupportNews.told_with == told_with)
        .order_by(Submission.id, CaseEvent.id)
    )
    return [case_news.tell_of(session, event, number) for event, number in rows]


async def _tell(session: AsyncSession, chat_key: int) -> None:
    rows = await session.execute(
        _due()
        .with_only_columns(SupportNews.id, WorkingGroup.time_zone)
        .where(SupportNews.chat_key == chat_key)
        .order_by(SupportNews.id)
    )
    found, moment = rows.all(), await now(session)
    if not found:
        return  # they stopped following as we looked
    ids, zone = [row[0] for row in found], found[0][1]
    later = moments.by_day(moment, zone) or await unasked.take(session, chat_key)
    if later is not None:
        await _write(session, ids, due_at=later)
        return
    await _write(session, ids, told_with=ids[0])
    await notices.write(
        session,
        KIND,
        subject=ids[0],
        recipient=Recipient.SUPPORTER,
        recipient_id=chat_key,
        expires_at=moment + case_news.STALE_AFTER,
    )


async def _write(session: AsyncSession, ids: Sequence[int], **values: Any) -> None:
    await session.execute(
        update(SupportNews).where(SupportNews.id.in_(ids)).values(**values)
    )


def _due() -> Select[int]:
    return _wanted().where(
        SupportNews.told_with.is_(None), SupportNews.due_at <= func.app_now()
    )


def _wanted() -> Select[int]:
    """Select news of what is still shown, for those who still support it."""
    together = case_log.together(Case.submission_id, Case.group_id)
    supports = select(Support.chat_key).where(
        Support.submission_id.in_(together),
        Support.chat_key == SupportNews.chat_key,
    )
    return (
        select(SupportNews.id)
        .join(CaseEvent, CaseEvent.id == SupportNews.event_id)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.published_at.is_not(None), supports.exists())
    )
