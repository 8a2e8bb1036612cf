"""Whether an answer was any good: its author is asked once, with one tap (domain 2.1).

What was implemented is asked about after four weeks, any other final answer after one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import NO_MESSAGE, UserError
from bot.models import Case, CaseEvent, Outcome, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.outcome import Answer, Question
from bot.services.days import moments
from bot.services.letters import notices
from bot.services.steps import case_log, case_news

KIND: Final = "case.outcome"
ASKED_AFTER: Final[Mapping[Question, timedelta]] = {
    Question.BETTER: timedelta(weeks=4),
    Question.HELPED: timedelta(weeks=1),
}
_QUESTIONS: Final[Mapping[Status, Question]] = {
    Status.DONE: Question.BETTER,
    Status.DECLINED: Question.HELPED,
    Status.REDIRECTED: Question.HELPED,
}
# Military matters, urgent help, adverts, what is sensitive: nobody is reminded of it.
_NEVER: Final = frozenset({"M01", "M08", "M10", "M15"})
_BATCH: Final = 100  # people that one tick takes in hand
LIFE: Final = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an author, and what they said to it.

    `is_own` tells that the answer was to their own text, not to one beside it.
    """

    event_id: int
    case_id: int
    number: str
    is_own: bool
    question: Question
    answer: Answer | None
    contact: str | None

    @property
    def is_worse(self) -> bool:
        """Tell whether something implemented did not help."""
        is_worse = self.question is Question.BETTER and self.answer is Answer.NO
        return is_worse and self.is_own


async def promise(
    session: AsyncSession, case: Case, event_id: int, reason: str | None
) -> None:
    """Plan the question about a step, if it is an answer worth asking about.

    The authors of all that is considered with it are asked.
    """
    question = _QUESTIONS.get(Status(case.status))
    if question is None or reason in _NEVER:
        return
    group = await session.get_one(WorkingGroup, case.group_id)
    day = await now(session) + ASKED_AFTER[question]
    evening = moments.next_daily(day, case_news.TOLD_AT, group.time_zone)
    together = case_log.together(case.submission_id, case.group_id)
    planned = [
        {
            "event_id": event_id,
            "submission_id": number,
            "question": question,
            "ask_at": evening,
        }
        for number in await session.scalars(together)
    ]
    await session.execute(insert(Outcome), planned)


async def ask_due(session: AsyncSession) -> int:
    """Ask those whose evening has come; returns how many were taken in hand.

    Whoever does not want to hear any more, or whose case went on, is never asked.
    """
    rows = await session.execute(
        _about()
        .add_columns(WorkingGroup.time_zone, _is_wanted())
        .where(Outcome.asked_at.is_(None), Outcome.ask_at <= func.app_now())
        .order_by(Outcome.ask_at, Outcome.event_id)
        .limit(_BATCH)
        .with_for_update(of=Outcome, skip_locked=True)
    )
    found = rows.all()
    for outcome, zone, is_wanted in found:
        if is_wanted:
            await _ask(session, outcome, zone)
        else:
            await session.delete(outcome)
    await session.flush()
    return len(found)


async def asked(session: AsyncSession, event_id: int, number: int) -> Asked | None:
    """Get what an author is asked; None when they should not be any more."""
    this = Outcome.event_id == event_id, Outcome.submission_id == number
    return await _find(session, _is_wanted(), *this)


async def given(session: AsyncSession, person: Person, event_id: int) -> Asked:
    """Get a question that somebody was asked, or refuse."""
    own = Submission.person_id == person.id
    found = await _find(session, own, Outcome.event_id == event_id)
    if found is None:
        raise UserError(NO_MESSAGE)
    return found


async def answer(
    session: AsyncSession, person: Person, event_id: int, said: Answer
) -> Asked:
    """Keep what one tap says; the first one stands. Returns what stands."""
    found = await given(session, person, event_id)
    outcome = await session.get_one(
        Outcome,
        (event_id, int(found.number)),
        with_for_update=True,
        populate_existing=True,
    )
    if outcome.answer is None and outcome.asked_at is not None:
        outcome.answer, outcome.answered_at = said, await now(session)
        await session.flush()
    return await given(session, person, event_id)


async def _ask(session: AsyncSession, outcome: Outcome, zone: str) -> None:
    moment = await now(session)
    morning = moments.by_day(moment, zone)
    if morning is not None:
        outcome.ask_at = morning
        return
    outcome.asked_at = moment
    await session.flush()
    await notices.write_to_author(
        session,
        KIND,
        outcome.event_id,
        outcome.submission_id,
        expires_at=moment + case_news.STALE_AFTER,
    )


async def _find(
    session: AsyncSession, *conditions: ColumnElement[bool]
) -> Asked | None:
    rows = await session.execute(
        _about()
        .add_columns(Case, WorkingGroup)
        .where(*conditions)
        .order_by(Outcome.submission_id != Case.submission_id)
        .limit(1)
        .execution_options(populate_existing=True)
    )
    row = rows.one_or_none()
    if row is None:
        return None
    outcome, case, group = row
    return Asked(
        event_id=outcome.event_id,
        case_id=case.id,
        number=str(outcome.submission_id),
        is_own=outcome.submission_id == case.submission_id,
        question=Question(outcome.question),
        answer=None if outcome.answer is None else Answer(outcome.answer),
        contact=group.hears_doubts,
    )


def _about() -> Select[Outcome]:
    return (
        select(Outcome)
        .join(CaseEvent, CaseEvent.id == Outcome.event_id)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .join(Submission, Submission.id == Outcome.submission_id)
    )


def _is_wanted() -> ColumnElement[bool]:
    """Tell, inside a query, whether the answer stands and its author wants to hear.

    Not of a group that has ended: nobody would read what is wrong.
    """
    stands = Case.status == CaseEvent.status
    return and_(stands, WorkingGroup.deleted_at.is_(None), case_news.is_wanted())
