"""Questions of moderators to authors, and the answers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.models import Case, CaseEvent, Person, Submission, WorkingGroup
from bot.models.case import UNDECIDED, Status
from bot.services.moderating import card_text, cards
from bot.services.moderating.cards import Asked, Card
from bot.services.steps import case_log, drafts, ladder, step_news, steps
from bot.services.steps.step_news import News
from bot.services.team import access, queue_news
from bot.services.texts import proposal_text

_ASKED: Final = (Status.NEEDS_INFO,)
_ASKING: Final = ladder.way(Status.NEEDS_INFO, "case.moderate")
_ANSWERED: Final = ladder.way(Status.REVIEW, "author")
_LONGEST_ANSWER: Final = "x" * proposal_text.ANSWER_LONGEST
_NO_ROOM: Final = _(
    "One more question and its answer do not fit on the card. Please decide on the "
    "text as it is."
)
NO_RELAY: Final = _(
    "The bot asks this author nothing: perhaps a child, or an idea from paper. Please "
    "decide on the text as it is."
)
_TOO_LONG: Final = _(
    "This question and its answer do not fit on the card. Please make it shorter or "
    "decide on the text as it is."
)


async def check_room(
    session: AsyncSession, actor_id: int, case_id: int, question: str = ""
) -> None:
    """Refuse a question if the card could not hold it and the longest answer (P6)."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await _check_room(session, case, question)


async def ask(
    session: AsyncSession, actor_id: int, case_id: int, question: str
) -> None:
    """Ask the author for details; two weeks to answer."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await session.refresh(case, with_for_update=True)
    # Another group may be asking about the same text at this moment.
    await drafts.lock(session, case.submission_id)
    await _check_room(session, case, question)
    await steps.move(session, case, _ASKING)
    event = await case_log.append(
        session, case, Status.NEEDS_INFO, actor=actor_id, note={"question": question}
    )
    await steps.tell(session, ladder.ASKED, case, event)


async def open_for(session: AsyncSession, person: Person) -> Sequence[News]:
    """List the questions that lie before an author, of the newest case first."""
    found = await session.scalars(
        select(func.max(CaseEvent.id))
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.status.in_(_ASKED), Submission.person_id == person.id)
        .where(CaseEvent.status == Status.NEEDS_INFO, case_log.is_step())
        .group_by(Case.id)
        .order_by(Case.id.desc())
    )
    told = [await step_news.of(session, event_id) for event_id in found.all()]
    return [each for each in told if each is not None]


async def check_open(session: AsyncSession, person: Person, case_id: int) -> None:
    """Refuse to answer what was answered or closed meanwhile."""
    await _asked(session, person, case_id)


async def answer(
    session: AsyncSession,
    person: Person,
    case_id: int,
    words: str,
    *,
    relay: bool = True,
) -> str:
    """Add the author's answer to the draft, back into the queue; gives the number.

    Without `relay` it is the last one: the author is never asked again.
    """
    case, submission = await _asked(session, person, case_id)
    submission.relay = submission.relay and relay
    await steps.move(session, case, _ANSWERED, unread_told=0)
    before = drafts.end_of(drafts.open_draft(session, submission))
    drafts.add(session, submission, words)
    await drafts.forget_edited(session, submission.id)
    event = await case_log.append(session, case, Status.REVIEW, note=before)
    await queue_news.tell(session, queue_news.ANSWERED, submission.id, event)
    return str(submission.id)


async def _check_room(session: AsyncSession, case: Case, question: str) -> None:
    """Foresee the cards of all groups that read the text, once all have answers."""
    rows = await session.execute(
        select(Case, Submission, WorkingGroup)
        .join(Submission, Submission.id == Case.submission_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(Case.submission_id == case.submission_id)
        .where(Case.status.in_(UNDECIDED))
        .execution_options(populate_existing=True)
    )
    found = rows.all()
    if not all(submission.relay for _case, submission, _group in found):
        raise UserError(NO_RELAY)
    asked = {each.id for each, _s, _g in found if each.status in _ASKED} | {case.id}
    for each in [await cards.of(session, *row) for row in found]:
        length = card_text.longest(_foreseen(each, case, question, len(asked)))
        if length - utf16_length(question) >= MESSAGE_LIMIT:
            raise UserError(_NO_ROOM)
        if length > MESSAGE_LIMIT:
            raise UserError(_TOO_LONG)


def _foreseen(card: Card, case: Case, question: str, answers: int) -> Card:
    draft = card.draft
    for _answer in range(answers):
        draft = drafts.longer(draft, _LONGEST_ANSWER)
    is_asked = card.case_id == case.id
    questions = [*card.questions, Asked(question)] if is_asked else card.questions
    return replace(card, draft=draft, questions=questions)


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
