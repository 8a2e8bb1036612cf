"""Cards of the moderators' queue: a text with all that helps to judge it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.submission import Channel
from bot.services.days import deadlines
from bot.services.letters import notes
from bot.services.steps import drafts
from bot.services.steps.drafts import Draft


@dataclass(frozen=True, slots=True)
class Numbers:
    """A queue in one line: how much waits, how much of it is urgent, how long.

    `shown`: how much of it a filter lets through, if there is one.
    """

    waiting: int
    urgent: int = 0
    hours: int = 0
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the team asked an author, and where in the text the answer begins.

    Nobody knows where, while there is none, or once the text before it was changed.
    """

    question: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A text that waits for a moderator, with what helps to judge it."""

    case_id: int
    number: str
    draft: Draft
    topic: str
    urgency: int
    lasting: str | None
    whom: Sequence[str]
    whereabouts: str | None
    language: str
    sent: date
    group: WorkingGroup
    questions: Sequence[Asked]
    adds_to: int | None = None
    is_edited: bool = False
    channel: str = Channel.TELEGRAM
    body: str | None = None


async def of(
    session: AsyncSession, case: Case, submission: Submission, group: WorkingGroup
) -> Card:
    """Make the card of a case."""
    draft = drafts.of_case(session, case, submission) or Draft("")
    return Card(
        case_id=case.id,
        number=str(submission.id),
        draft=draft,
        topic=submission.topic,
        urgency=case.urgency,
        lasting=submission.lasting,
        whom=submission.whom,
        whereabouts=submission.whereabouts,
        language=submission.language,
        sent=deadlines.local_day(submission.created_at, group.time_zone),
        group=group,
        questions=await _questions(session, case.id, draft),
        adds_to=submission.adds_to,
        is_edited=case.edited is not None,
        channel=submission.channel,
        body=case.body,
    )


async def _questions(
    session: AsyncSession, case_id: int, draft: Draft
) -> Sequence[Asked]:
    """List what the team has asked the author of a case, the oldest first."""
    events = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case_id, CaseEvent.note.is_not(None))
        .where(CaseEvent.status.in_((Status.NEEDS_INFO, Status.REVIEW)))
        .order_by(CaseEvent.id)
    )
    asked: list[Asked] = []
    for note in [notes.read(session, event) for event in events]:
        if "question" in note:
            asked.append(Asked(note["question"]))
        elif asked:
            asked[-1] = replace(asked[-1], at=drafts.place_of(draft, note))
    return asked
