"""What was implemented and did not help goes back to the team, with a comment.

The comment is unmoderated text: it goes to the moderators, under what they passed on.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.markup import MESSAGE_LIMIT
from bot.models import Case, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.services.days import deadlines
from bot.services.moderating import card_text, cards
from bot.services.places import groups
from bot.services.steps import case_log, drafts, ladder, outcomes, steps
from bot.services.steps.drafts import Draft
from bot.services.team import queue_news
from bot.services.voting import publishing

_REOPENING = ladder.way(Status.REVIEW, "reopening")


async def check(
    session: AsyncSession, person: Person, event_id: int, words: str = ""
) -> Case:
    """Get the case that a comment reopens, or refuse; a card has to hold it (P6)."""
    asked = await outcomes.given(session, person, event_id)
    case = await session.get_one(Case, asked.case_id, populate_existing=True)
    if not asked.is_worse or case.status != Status.DONE:
        raise steps.decided_already()
    submission = await session.get_one(Submission, case.submission_id)
    group = await groups.get(session, case.group_id)
    card = await cards.of(session, case, submission, group)
    draft = drafts.longer(_draft(session, case, submission), words)
    if card_text.longest(replace(card, draft=draft)) > MESSAGE_LIMIT:
        raise UserError(_("There is no room for it. Please make it shorter."))
    return case


async def reopen(
    session: AsyncSession,
    person: Person,
    event_id: int,
    words: str,
    *,
    relay: bool = True,
) -> date:
    """Put a case back into the moderators' queue; returns the day of its reading.

    Without `relay` its author is asked nothing from now on.
    """
    case = await check(session, person, event_id, words)
    moved = await steps.move(session, case, _REOPENING, answered_at=None, unread_told=0)
    await drafts.lock(session, case.submission_id)
    submission = await session.get_one(
        Submission, case.submission_id, populate_existing=True
    )
    submission.relay = submission.relay and relay
    draft = drafts.longer(_draft(session, case, submission), words)
    submission.draft = drafts.seal(session, draft, submission.id)
    await session.flush()
    await publishing.withhold(session, case)
    event = await case_log.append(session, case, Status.REVIEW)
    await queue_news.tell(session, queue_news.ANSWERED, submission.id, event)
    group = await session.get_one(WorkingGroup, case.group_id)
    if moved.due_at is None:
        raise ValueError("a reading has its day")
    return deadlines.local_day(moved.due_at, group.time_zone)


def _draft(session: AsyncSession, case: Case, submission: Submission) -> Draft:
    """Open what another group has still to read, else what this one passed."""
    passed = Draft(case.text or "", case.place, drafts.passed_photos(session, case))
    return drafts.open_draft(session, submission) or passed
