"""Gone means gone: what `/delete` erases, at once, everywhere (P10)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ARRAY, Select, any_, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now, vault
from bot.forgotten import Erased, Forgotten
from bot.models import (
    Case,
    CaseEvent,
    Gate,
    Inbox,
    Merger,
    Notice,
    Outbox,
    Person,
    Receipt,
    Remembered,
    Submission,
    Verdict,
)
from bot.models.case import Status
from bot.models.inbox import InboxState
from bot.models.notice import Recipient
from bot.services.cases import supports
from bot.services.letters import counters
from bot.services.news import subscriptions
from bot.services.steps import case_log, case_news, ladder
from bot.services.steps.ways import Way

_TOLD_OF_THEMSELVES: Final = {"whereabouts": None, "relay": True}
_WITHDRAWING: Final = ladder.way(Status.WITHDRAWN, "author")
UNWRITTEN: Final = "deletion.unwritten"


async def erase(
    session: AsyncSession, person: Person, chat: Address, accounts: Sequence[bytes]
) -> None:
    """Erase a person: what a group has read stays, without its author."""
    await _erase(session, person.id, chat.keys(vault(session)), accounts)


async def remember(
    session: AsyncSession,
    forgotten: Forgotten,
    chat: Address,
    accounts: Sequence[bytes],
) -> None:
    """Write a deletion down outside the database, before it is committed.

    What cannot be written is counted: a restored backup would bring it back.
    """
    moment, chats = await now(session), chat.keys(vault(session))
    if not forgotten.erased(moment, accounts, chats):
        await counters.count(session, UNWRITTEN)


async def erase_again(session: AsyncSession, entries: Sequence[Erased]) -> int:
    """Erase whom a restored backup brought back; who came back themselves stays."""
    accounts = bindparam("accounts", [each.account for each in entries], ARRAY(BYTEA))
    rows = await session.execute(
        select(Person.account, Person.id, Person.consent_at).where(
            Person.account == any_(accounts)
        )
    )
    found = {account: (person_id, since) for account, person_id, since in rows}
    erased = set[int]()
    for entry in entries:
        person_id, since = found.get(entry.account, (0, entry.at))
        if person_id and since <= entry.at and person_id not in erased:
            await _erase(session, person_id, [entry.chat], [entry.account])
            erased.add(person_id)
    return len(erased)


async def close_cases(session: AsyncSession, numbers: Select[int], way: Way) -> None:
    """Take submissions out of every queue; nobody is left to hear of them."""
    closed = await session.scalars(
        update(Case)
        .where(Case.submission_id.in_(numbers), Case.status.in_(way.since))
        .values(status=way.to, due_at=None, news_due_at=None)
        .returning(Case)
    )
    for case in closed.all():
        await case_log.append(session, case, way.to)
    cases = select(Case.id).where(Case.submission_id.in_(numbers))
    await case_news.drop(session, cases)
    for table in (Verdict, Merger):
        await session.execute(delete(table).where(table.case_id.in_(cases)))
    await session.execute(
        update(CaseEvent).where(CaseEvent.case_id.in_(cases)).values(note=None)
    )
    await session.execute(
        update(Case)
        .where(Case.submission_id.in_(numbers))
        .values(news_due_at=None, edited=None, photos=None)
    )


async def unlink(session: AsyncSession, numbers: Select[int]) -> None:
    """Cut submissions off from those who sent them; unread texts go, too."""
    await session.execute(delete(Receipt).where(Receipt.submission_id.in_(numbers)))
    await session.execute(
        update(Submission)
        .where(Submission.id.in_(numbers))
        .values(person_id=None, draft=None, address=None, **_TOLD_OF_THEMSELVES)
    )


async def delete_people(session: AsyncSession, people: Sequence[int]) -> None:
    """Delete people: open forms, kept communities and roles go with their rows."""
    await session.execute(
        delete(Notice).where(
            Notice.recipient == Recipient.STAFF, Notice.recipient_id.in_(people)
        )
    )
    await session.execute(delete(Person).where(Person.id.in_(people)))


async def empty_queues(
    session: AsyncSession, chats: Sequence[int], accounts: Sequence[bytes]
) -> None:
    """Empty what waits for private chats, and what failed of their accounts."""
    for table in (Outbox, Remembered, Gate):
        await session.execute(delete(table).where(table.chat_key.in_(chats)))
    await supports.erase(session, chats)
    await subscriptions.erase(session, chats)
    await session.execute(
        delete(Notice).where(
            Notice.recipient.in_([Recipient.SUPPORTER, Recipient.SUBSCRIBER]),
            Notice.recipient_id.in_(chats),
        )
    )
    # What came after this update is carried out in its turn, as a stranger's.
    await session.execute(
        update(Inbox)
        .where(
            Inbox.lane.in_(chats) | Inbox.account.in_(accounts),
            Inbox.state == InboxState.DEAD,
        )
        .values(state=InboxState.DONE, payload=None, account=None)
    )


async def _erase(
    session: AsyncSession,
    person_id: int,
    chats: Sequence[int],
    accounts: Sequence[bytes],
) -> None:
    own = select(Submission.id).where(Submission.person_id == person_id)
    await close_cases(session, own, _WITHDRAWING)
    await unlink(session, own)
    await empty_queues(session, chats, accounts)
    await delete_people(session, [person_id])
