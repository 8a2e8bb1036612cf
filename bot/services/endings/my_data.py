"""All that is kept about one person, for that person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Cell
from bot.db import vault
from bot.models import (
    Ban,
    Case,
    CaseEvent,
    Community,
    Conversation,
    Inbox,
    Outbox,
    Outcome,
    Person,
    Staff,
    Submission,
    WorkingGroup,
)
from bot.services.letters import sealed
from bot.services.moderating import bans, filters, recusals
from bot.services.moderating.case_search import Query
from bot.services.news import channels
from bot.services.steps import drafts
from bot.services.steps.drafts import Draft
from bot.services.team import moves, people


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case: when, what it became, and why."""

    at: datetime
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that the person sent, and what became of it."""

    row: Submission
    draft: Draft | None
    passed: Sequence[str]
    photos: int
    steps: Sequence[Step]
    said: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything, and counts of what only waits."""

    person: Person
    communities: Sequence[Community]
    moved_at: datetime | None
    roles: Sequence[tuple[str, WorkingGroup | None]]
    pauses: Sequence[Ban]
    left: int
    channels: int
    searches: Sequence[Query]
    sent: Sequence[Sent]
    unsent: Sequence[str]
    photos: int
    waiting: int
    failed: int


async def gather(
    session: AsyncSession, person: Person, chat: Address, accounts: Sequence[bytes]
) -> MyData:
    """Gather what is kept about a person, whose chat and account these are."""
    kept = await _unsent(session, person)
    answers = kept.get("answers", {})
    photos = answers.pop("photos", None) or ()
    return MyData(
        person=person,
        communities=await people.communities_of(session, person),
        moved_at=await moves.last(session, person.id),
        roles=await _roles(session, person),
        pauses=await bans.of(session, person),
        left=await recusals.count(session, person.id),
        channels=await channels.count_added(session, person.id),
        searches=await filters.every(session, person.id),
        sent=await _sent(session, person),
        unsent=_words([answers, (kept.get("held") or {}).get("text")]),
        photos=len(photos),
        waiting=await _waiting(session, chat),
        failed=await _failed(session, accounts),
    )


async def _roles(
    session: AsyncSession, person: Person
) -> Sequence[tuple[str, WorkingGroup | None]]:
    rows = await session.execute(
        select(Staff.role, WorkingGroup)
        .outerjoin(WorkingGroup, WorkingGroup.id == Staff.group_id)
        .where(Staff.person_id == person.id)
        .order_by(Staff.id)
    )
    return [(role, group) for role, group in rows]


async def _sent(session: AsyncSession, person: Person) -> Sequence[Sent]:
    rows = await session.scalars(
        select(Submission)
        .where(Submission.person_id == person.id)
        .order_by(Submission.id)
    )
    return [await _one(session, row) for row in rows.all()]


async def _one(session: AsyncSession, row: Submission) -> Sent:
    cases = (
        await session.scalars(
            select(Case).where(Case.submission_id == row.id).order_by(Case.id)
        )
    ).all()
    events = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id.in_([case.id for case in cases]))
        .order_by(CaseEvent.id)
    )
    found = events.all()
    return Sent(
        row,
        drafts.open_draft(session, row),
        list(dict.fromkeys(filter(None, _made(session, row, cases)))),
        _photos(session, row, cases),
        [Step(each.at, each.status, each.reason) for each in found],
        await _said(session, row.id),
    )


async def _said(session: AsyncSession, number: int) -> Sequence[tuple[str, str]]:
    """List what the person answered when asked whether it helped."""
    rows = await session.execute(
        select(Outcome.question, Outcome.answer)
        .where(Outcome.submission_id == number, Outcome.answer.is_not(None))
        .order_by(Outcome.event_id)
    )
    return [(question, answer or "") for question, answer in rows]


def _made(
    session: AsyncSession, row: Submission, cases: Sequence[Case]
) -> Iterator[str | None]:
    """List what moderators made of a text: passed on, or still to be."""
    for case in cases:
        yield case.text
        yield case.place
        if case.edited is not None:
            yield getattr(drafts.of_case(session, case, row), "text", None)


def _photos(session: AsyncSession, row: Submission, cases: Sequence[Case]) -> int:
    """Count the photos of a text, unread or with the groups."""
    draft = drafts.open_draft(session, row)
    unread = [] if draft is None else [draft.photos]
    passed = [drafts.passed_photos(session, case) for case in cases]
    return max(map(len, [*unread, *passed]), default=0)


async def _unsent(session: AsyncSession, person: Person) -> dict[str, Any]:
    row = await session.get(Conversation, person.id, populate_existing=True)
    if row is None or row.answers is None:
        return {}
    cell = Cell("conversation", "answers", person.id)
    kept: dict[str, Any] = sealed.open_json(session, row.answers, cell)
    return kept


def _words(value: Any) -> Sequence[str]:
    """List every word of an answer, however deep it lies."""
    match value:
        case str():
            return [value]
        case dict():
            return [word for each in value.values() for word in _words(each)]
        case list():
            return [word for each in value for word in _words(each)]
        case _:
            return []


async def _waiting(session: AsyncSession, chat: Address) -> int:
    keys = chat.keys(vault(session))
    owed = select(func.count()).where(Outbox.chat_key.in_(keys))
    return await session.scalar(owed) or 0


async def _failed(session: AsyncSession, accounts: Sequence[bytes]) -> int:
    dead = select(func.count()).where(
        or_(*(Inbox.account == account for account in accounts)), Inbox.state == "dead"
    )
    return await session.scalar(dead) or 0
