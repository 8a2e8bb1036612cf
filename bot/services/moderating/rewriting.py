"""Texts as the group will see them: fragments taken out, or written anew.

The original stays until the decision. Taking out what must not stay asks nobody; of a
text that was written anew the author has the last word, and silence is a yes.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, CaseEvent, Notice, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.services import checks
from bot.services.cases.cases import BATCH
from bot.services.days import deadlines, moments
from bot.services.letters import sealed
from bot.services.moderating import clarifications, moderation
from bot.services.steps import case_log, drafts, ladder, steps
from bot.services.steps.drafts import Draft
from bot.services.steps.ways import Way
from bot.services.team import access, acts, queue_news

_OFFERING: Final = ladder.way(Status.EDITED, "case.moderate")
_AGREED: Final = ladder.way(Status.PASSED, "author")
_SILENT: Final = ladder.way(Status.PASSED, "itself")
_OBJECTED: Final = ladder.way(Status.REVIEW, "author")
_CLOSED: Final = _("This question is no longer open.")


@dataclass(frozen=True, slots=True)
class Question:
    """A text written anew, about which its author is asked until a day."""

    case_id: int
    text: str
    due: date


def without_fragments(draft: Draft) -> Draft | None:
    """Take out what must not stay in a text; None when there is nothing of the kind."""
    found = checks.find(draft.text)
    if not found:
        return None
    return replace(draft, text=checks.mask(draft.text, found))


async def take_out(
    session: AsyncSession, actor_id: int, case_id: int, *, seen: int
) -> None:
    """Take out what must not stay in a text that a moderator has seen."""
    case = await moderation.waiting(session, actor_id, case_id)
    draft = await moderation.check_seen(session, case, seen)
    cleaned = without_fragments(draft)
    if cleaned is not None:
        await keep(session, case, cleaned)
        await acts.note(session, actor_id, "text.redact", case.group_id)


async def take_photos_away(
    session: AsyncSession, actor_id: int, case_id: int, *, seen: int
) -> None:
    """Leave a text that a moderator has seen without its photos."""
    case = await moderation.waiting(session, actor_id, case_id)
    draft = await moderation.check_seen(session, case, seen)
    if draft.photos:
        await keep(session, case, replace(draft, photos=()))
        await acts.note(session, actor_id, "text.redact", case.group_id)


async def restore(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Go back to what the author wrote."""
    case = await moderation.waiting(session, actor_id, case_id)
    if case.edited is not None:
        case.edited = None
        await session.flush()
        await acts.note(session, actor_id, "text.restore", case.group_id)


async def check(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Refuse to rewrite what its author cannot be asked about."""
    case = await moderation.waiting(session, actor_id, case_id)
    submission = await session.get_one(Submission, case.submission_id)
    if not submission.relay:
        raise UserError(clarifications.NO_RELAY)


async def offer(
    session: AsyncSession, actor_id: int, case_id: int, text: str, *, seen: int
) -> None:
    """Ask the author whether the group may see a text written anew.

    `seen` is the revision of the draft from which it was written.
    """
    await check(session, actor_id, case_id)
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    draft = await moderation.check_seen(session, case, seen)
    await steps.take(session, case, _OFFERING, actor=actor_id)
    await keep(session, case, replace(draft, text=text))


async def offered(session: AsyncSession, case_id: int) -> str | None:
    """Get the text that a case's author is asked about; None when it is decided."""
    case = await session.get(Case, case_id, populate_existing=True)
    if case is None or case.edited is None or case.status != Status.EDITED:
        return None
    submission = await session.get_one(Submission, case.submission_id)
    draft = drafts.of_case(session, case, submission)
    return None if draft is None else draft.text


async def agree(session: AsyncSession, person: Person, case_id: int) -> str:
    """Pass on what the author agreed with; gives the number."""
    case = await _asked(session, person, case_id)
    await _pass(session, case, _AGREED)
    return str(case.submission_id)


async def object_to(session: AsyncSession, person: Person, case_id: int) -> str:
    """Give a text back to the moderators as its author wrote it; gives the number."""
    case = await _asked(session, person, case_id)
    await _give_back(session, case)
    return str(case.submission_id)


async def pass_silent(session: AsyncSession) -> int:
    """Pass on what no author objected to in time; what falls due at night waits.

    Of whom no question reached, the text goes back to the moderators as it was written.
    """
    found = await session.scalars(
        select(Case)
        .where(Case.status == Status.EDITED, Case.edited.is_not(None))
        .where(Case.due_at <= func.app_now())
        .order_by(Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    cases, moment = found.all(), await now(session)
    for case in cases:
        if await _was_asked(session, case):
            await _pass_by_day(session, case, moment)
        else:
            await _give_back(session, case)
    return len(cases)


async def question(session: AsyncSession, number: int) -> Question | None:
    """Find what the author of a submission is asked about it now."""
    found = await session.execute(
        select(Case, WorkingGroup.time_zone)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(Case.submission_id == number, Case.status == Status.EDITED)
        .order_by(Case.id)
        .limit(1)
    )
    row = found.one_or_none()
    if row is None:
        return None
    case, zone = row
    text = await offered(session, case.id)
    if text is None or case.due_at is None:
        return None
    return Question(case.id, text, deadlines.local_day(case.due_at, zone))


async def _pass_by_day(session: AsyncSession, case: Case, moment: datetime) -> None:
    group = await session.get_one(WorkingGroup, case.group_id)
    morning = moments.by_day(moment, group.time_zone)
    if morning is None:
        await _pass(session, case, _SILENT)
    else:
        case.due_at = morning


async def _was_asked(session: AsyncSession, case: Case) -> bool:
    """Tell whether the last question about a case has reached its author."""
    last = select(func.max(CaseEvent.id)).where(
        CaseEvent.case_id == case.id, CaseEvent.status == Status.EDITED
    )
    sent = select(Notice.sent_at).where(
        Notice.kind == ladder.REWRITTEN, Notice.subject == last.scalar_subquery()
    )
    return await session.scalar(sent) is not None


async def _give_back(session: AsyncSession, case: Case) -> None:
    await steps.move(session, case, _OBJECTED, unread_told=0, edited=None)
    event = await case_log.append(session, case, Status.REVIEW)
    await queue_news.tell(session, queue_news.ANSWERED, case.submission_id, event)


async def _pass(session: AsyncSession, case: Case, way: Way) -> None:
    if case.edited is None:  # what is left is not what the author was asked about
        raise UserError(_CLOSED)
    draft = await moderation.check_seen(session, case, None)
    await moderation.hand_on(session, case, way, draft)


async def _asked(session: AsyncSession, person: Person, case_id: int) -> Case:
    found = await session.scalars(
        select(Case)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.id == case_id, Case.status == Status.EDITED)
        .where(Submission.person_id == person.id)
        .execution_options(populate_existing=True)
    )
    case = found.one_or_none()
    if case is None:
        raise UserError(_CLOSED)
    return case


async def keep(session: AsyncSession, case: Case, draft: Draft) -> None:
    """Keep what the group is to see beside the original."""
    cell = drafts.edited_cell(case.id)
    case.edited = sealed.seal_json(session, draft.to_json(), cell)
    await session.flush()
