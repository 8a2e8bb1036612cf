"""Gone means gone: what `/delete` erases, at once, everywhere (P10)."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import (
    Case,
    CaseEvent,
    Gate,
    Inbox,
    Notice,
    Outbox,
    Person,
    Remembered,
    Submission,
)
from bot.models.case import Status
from bot.models.inbox import InboxState
from bot.models.notice import Recipient
from bot.services import case_log
from bot.services.drafts import UNDECIDED


async def erase(
    session: AsyncSession, person: Person, chat: Address, accounts: Sequence[bytes]
) -> None:
    """Erase a person: what a group has read stays, without its author.

    The open form, kept communities and roles go with the person's own row.
    """
    await _withdraw(session, person)
    await _unlink(session, person)
    await _empty_queues(session, chat.keys(vault(session)), accounts)
    await session.execute(
        delete(Notice).where(
            Notice.recipient == Recipient.STAFF, Notice.recipient_id == person.id
        )
    )
    await session.execute(delete(Person).where(Person.id == person.id))


async def _withdraw(session: AsyncSession, person: Person) -> None:
    own = select(Submission.id).where(Submission.person_id == person.id)
    withdrawn = await session.scalars(
        update(Case)
        .where(Case.submission_id.in_(own), Case.status.in_(UNDECIDED))
        .values(status=Status.WITHDRAWN, due_at=None, news_due_at=None)
        .returning(Case)
    )
    for case in withdrawn.all():
        await case_log.append(session, case, Status.WITHDRAWN)
    cases = select(Case.id).where(Case.submission_id.in_(own))
    await session.execute(
        update(CaseEvent).where(CaseEvent.case_id.in_(cases)).values(note=None)
    )
    # Nobody is left to hear of the others.
    await session.execute(
        update(Case).where(Case.submission_id.in_(own)).values(news_due_at=None)
    )


async def _unlink(session: AsyncSession, person: Person) -> None:
    await session.execute(
        update(Submission)
        .where(Submission.person_id == person.id)
        .values(person_id=None, draft=None, address=None, whereabouts=None)
    )


async def _empty_queues(
    session: AsyncSession, keys: Sequence[int], accounts: Sequence[bytes]
) -> None:
    """Empty what waits for the private chat, and what failed of this account."""
    for table in (Outbox, Remembered, Gate):
        await session.execute(delete(table).where(table.chat_key.in_(keys)))
    # What came after this update is carried out in its turn, as a stranger's.
    await session.execute(
        update(Inbox)
        .where(
            Inbox.lane.in_(keys) | Inbox.account.in_(accounts),
            Inbox.state == InboxState.DEAD,
        )
        .values(state=InboxState.DONE, payload=None, account=None)
    )
