"""What is kept no longer: each rule returns how many rows it cleaned (P10).

The table that sets their terms, and that `/privacy` tells, stands in `terms.py`.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import CursorResult, Delete, Update, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import (
    Case,
    CaseEvent,
    CaseNews,
    Conversation,
    Gate,
    Inbox,
    Invitation,
    Outbox,
    Submission,
    SupportNews,
)
from bot.models.inbox import InboxState
from bot.models.outbox import OutboxState
from bot.services.days import deadlines
from bot.services.steps import case_log, drafts

DRAFTS: Final = timedelta(hours=24)
REDELIVERY: Final = timedelta(hours=72)
DELETABLE: Final = timedelta(hours=48)  # Bot API, deleteMessage
INVITATIONS: Final = timedelta(days=30)
STAFF_LOG: Final = timedelta(days=365)
PASSED: Final = timedelta(days=730)  # a programme's year, and one more (domain 3.7)
Rule = Callable[[AsyncSession, timedelta], Awaitable[int]]


@cache
def older(moment: InstrumentedAttribute[datetime]) -> Rule:
    """Make the rule that deletes rows a life after a moment of theirs; one for each."""

    async def rule(session: AsyncSession, life: timedelta) -> int:
        old = moment < func.app_now() - life
        return await _run(session, delete(moment.class_).where(old))

    rule.__name__ = str(moment)
    return rule


async def empty_conversations(session: AsyncSession, life: timedelta = DRAFTS) -> int:
    """Erase drafts that are past their day; the row still tells their turn and end."""
    day_ago = func.app_now() - life
    return await _run(
        session,
        update(Conversation)
        .where(
            Conversation.form.is_not(None),
            or_(
                Conversation.expires_at < func.app_now(),
                Conversation.updated_at < day_ago,
            ),
        )
        .values(form=None, step=None, answers=None),
    )


async def erase_drafts(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Erase texts that no undecided case needs, whatever left them behind."""
    return await _run(
        session,
        update(Submission)
        .where(Submission.draft.is_not(None), ~drafts.is_needed())
        .values(draft=None),
    )


async def forget_updates(session: AsyncSession, life: timedelta = REDELIVERY) -> int:
    """Delete the ids of updates that can no longer be redelivered."""
    return await _run(
        session,
        delete(Inbox).where(
            Inbox.received_at < func.app_now() - life,
            Inbox.state.in_([InboxState.DONE, InboxState.SHED]),
        ),
    )


async def blank_dead_letters(
    session: AsyncSession, life: timedelta = deadlines.UNREAD_FOR
) -> int:
    """Give up updates that were set aside long ago: what they said, and who did."""
    return await _run(
        session,
        update(Inbox)
        .where(
            Inbox.received_at < func.app_now() - life, Inbox.state == InboxState.DEAD
        )
        .values(payload=None, account=None, state=InboxState.DONE),
    )


async def forget_invitations(
    session: AsyncSession, life: timedelta = INVITATIONS
) -> int:
    """Delete invitations that were used or ended long ago."""
    long_ago = func.app_now() - life
    return await _run(
        session,
        delete(Invitation).where(
            or_(Invitation.used_at < long_ago, Invitation.expires_at < long_ago)
        ),
    )


async def forget_staff_log(session: AsyncSession, life: timedelta = STAFF_LOG) -> int:
    """Erase who of the team took a step, and what was said in it."""
    return await _run(
        session,
        update(CaseEvent)
        .where(
            CaseEvent.at < func.app_now() - life,
            or_(CaseEvent.staff_id.is_not(None), CaseEvent.note.is_not(None)),
        )
        .values(staff_id=None, note=None),
    )


async def forget_news(session: AsyncSession, life: timedelta = STAFF_LOG) -> int:
    """Delete what tells which steps were told together, or that nobody wanted."""
    gone = 0
    for table in (CaseNews, SupportNews):
        old = table.due_at < func.app_now() - life
        gone += await _run(session, delete(table).where(old))
    return gone


async def erase_passed(session: AsyncSession, life: timedelta = PASSED) -> int:
    """Erase texts that were passed on, when nothing has happened to them for long."""
    stirred = select(CaseEvent.id).where(
        CaseEvent.case_id == Case.id,
        CaseEvent.at >= func.app_now() - life,
        case_log.is_step(),
    )
    return await _run(
        session,
        update(Case)
        .where(
            or_(Case.text.is_not(None), Case.place.is_not(None)),
            func.coalesce(Case.passed_at, Case.created_at) < func.app_now() - life,
            ~stirred.exists(),
        )
        .values(text=None, place=None, news_due_at=None),
    )


async def blank_messages(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Erase what will never be sent, and to whom; the bare row stays to be counted."""
    return await _run(
        session,
        update(Outbox)
        .where(
            Outbox.state.in_([OutboxState.DEAD, OutboxState.CANCELLED]),
            or_(Outbox.payload.is_not(None), Outbox.destination.is_not(None)),
        )
        .values(payload=None, destination=None),
    )


async def forget_pauses(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Delete the pauses that are over."""
    return await _run(session, delete(Gate).where(Gate.closed_until < func.app_now()))


async def _run(session: AsyncSession, statement: Delete | Update) -> int:
    result = await session.execute(
        statement, execution_options={"synchronize_session": False}
    )
    if not isinstance(result, CursorResult):
        raise TypeError("a statement without rows was expected")
    return result.rowcount
