"""Questions of moderators to authors, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, CaseEvent, Person, Submission, WorkingGroup
from bot.models.case import WAITING, Status
from bot.services import access, case_log, cases, deadlines, drafts, queue_news

_ASKED: Final = (Status.NEEDS_INFO,)


@dataclass(frozen=True, slots=True)
class Open:
    """A case before whose author a question lies, and the number of the submission."""

    case_id: int
    number: str


@dataclass(frozen=True, slots=True)
class Question:
    """What an author was asked, and about which submission."""

    case_id: int
    number: str
    question: str


async def ask(
    session: AsyncSession, actor_id: int, case_id: int, question: str
) -> None:
    """Ask the author for details; two weeks to answer."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    due = deadlines.days_later(
        await now(session), deadlines.ANSWER_IN, await _zone(session, case)
    )
    await cases.move(session, case, WAITING, status=Status.NEEDS_INFO, due_at=due)
    event = await case_log.append(
        session, case, Status.NEEDS_INFO, actor=actor_id, note={"question": question}
    )
    await cases.tell(session, "case.needs_info", case, event)


async def questions_of(session: AsyncSession, case_id: int) -> Sequence[str]:
    """List what the team has asked the author of a case, the oldest first."""
    events = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case_id, CaseEvent.status == Status.NEEDS_INFO)
        .where(CaseEvent.note.is_not(None))
        .order_by(CaseEvent.id)
    )
    notes = [case_log.note_of(session, event) for event in events]
    return [note["question"] for note in notes if "question" in note]


async def open_for(session: AsyncSession, person: Person) -> Sequence[Open]:
    """List the cases whose author has a question to answer, the newest first."""
    rows = await session.execute(
        select(Case.id, Case.submission_id)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.status.in_(_ASKED), Submission.person_id == person.id)
        .order_by(Case.id.desc())
    )
    return [Open(case_id, str(number)) for case_id, number in rows]


async def get(session: AsyncSession, person: Person, case_id: int) -> Question:
    """Get the question that an author has not answered yet."""
    case, _submission = await _asked(session, person, case_id)
    event = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, CaseEvent.status == Status.NEEDS_INFO)
        .order_by(CaseEvent.id.desc())
        .limit(1)
    )
    note = case_log.note_of(session, event.one())
    return Question(case.id, str(case.submission_id), note["question"])


async def answer(
    session: AsyncSession, person: Person, case_id: int, words: str
) -> str:
    """Add the author's answer to the draft, back into the queue; gives the number."""
    case, submission = await _asked(session, person, case_id)
    due = await _read_by(session, case)
    await cases.move(session, case, _ASKED, status=Status.REVIEW, due_at=due)
    drafts.add(session, submission, words)
    event = await case_log.append(session, case, Status.REVIEW)
    await queue_news.tell(session, queue_news.ANSWERED, submission.id, event)
    return str(submission.id)


async def _asked(
    session: AsyncSession, person: Person, case_id: int
) -> tuple[Case, Submission]:
    rows = await session.execute(
        select(Case, Submission)
        .join(Submission, Submission.id == Case.submission_id)
        .where(
            Case.id == case_id,
            Case.status.in_(_ASKED),
            Submission.person_id == person.id,
        )
        .execution_options(populate_existing=True)
    )
    row = rows.one_or_none()
    if row is None:
        raise UserError(_("This question is no longer open."))
    case, submission = row
    return case, submission


async def _read_by(session: AsyncSession, case: Case) -> datetime:
    return deadlines.working_days_later(
        await now(session), deadlines.READ_IN, await _zone(session, case)
    )


async def _zone(session: AsyncSession, case: Case) -> str:
    group = await session.get_one(WorkingGroup, case.group_id)
    return group.time_zone
