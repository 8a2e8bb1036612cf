"""What is kept no longer: each rule returns how many rows it cleaned (P10)."""

from datetime import timedelta
from typing import Final

from sqlalchemy import CursorResult, Delete, Update, delete, func, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import (
    Conversation,
    Gate,
    Inbox,
    Invitation,
    Outbox,
    Remembered,
    Submission,
)
from bot.models.inbox import InboxState
from bot.models.outbox import OutboxState
from bot.services import deadlines, drafts

REDELIVERY: Final = timedelta(hours=72)
DELETABLE: Final = timedelta(hours=48)  # Bot API, deleteMessage
INVITATIONS: Final = timedelta(days=30)


async def empty_conversations(session: AsyncSession) -> int:
    """Erase drafts that are past their day; the row still tells their turn and end."""
    return await _run(
        session,
        update(Conversation)
        .where(Conversation.expires_at < func.app_now(), Conversation.form.is_not(None))
        .values(form=None, step=None, answers=None),
    )


async def erase_drafts(session: AsyncSession) -> int:
    """Erase texts that no undecided case needs, whatever left them behind."""
    return await _run(
        session,
        update(Submission)
        .where(Submission.draft.is_not(None), ~drafts.is_needed())
        .values(draft=None),
    )


async def forget_updates(session: AsyncSession) -> int:
    """Delete the ids of updates that can no longer be redelivered."""
    return await _run(
        session,
        delete(Inbox).where(
            Inbox.received_at < func.app_now() - REDELIVERY,
            Inbox.state.in_([InboxState.DONE, InboxState.SHED]),
        ),
    )


async def blank_dead_letters(session: AsyncSession) -> int:
    """Give up updates that were set aside long ago: what they said, and who did."""
    return await _run(
        session,
        update(Inbox)
        .where(
            Inbox.received_at < func.app_now() - deadlines.UNREAD_FOR,
            Inbox.state == InboxState.DEAD,
        )
        .values(payload=None, account=None, state=InboxState.DONE),
    )


async def forget_messages(session: AsyncSession) -> int:
    """Delete the ids of messages that can no longer be edited or deleted."""
    return await _run(
        session,
        delete(Remembered).where(Remembered.at < func.app_now() - DELETABLE),
    )


async def forget_invitations(session: AsyncSession) -> int:
    """Delete invitations that were used or ended a month ago."""
    month_ago = func.app_now() - INVITATIONS
    return await _run(
        session,
        delete(Invitation).where(
            or_(Invitation.used_at < month_ago, Invitation.expires_at < month_ago)
        ),
    )


async def blank_messages(session: AsyncSession) -> int:
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


async def forget_pauses(session: AsyncSession) -> int:
    """Delete the pauses that are over."""
    return await _run(session, delete(Gate).where(Gate.closed_until < func.app_now()))


async def _run(session: AsyncSession, statement: Delete | Update) -> int:
    result = await session.execute(
        statement, execution_options={"synchronize_session": False}
    )
    if not isinstance(result, CursorResult):
        raise TypeError("a statement without rows was expected")
    return result.rowcount
