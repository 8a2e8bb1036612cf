"""What a moderator puts right on a card: topic, urgency, and who is in charge."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.markup import MESSAGE_LIMIT
from bot.models import Case, Submission, WorkingGroup
from bot.services.moderating import card_text, cards, moderation
from bot.services.steps import drafts
from bot.services.team import acts
from bot.services.texts import categories
from bot.words.codes import TOPICS
from bot.words.concerns import BODIES

URGENCIES = (1, 2, 3)


def topics_like(topic: str) -> Sequence[str]:
    """List what a text may be about instead; concerns stay concerns."""
    if not categories.is_concern(topic):
        return list(TOPICS)
    return [code for code, each in categories.every().items() if each.is_kept]


async def set_topic(
    session: AsyncSession, actor_id: int, case_id: int, topic: str
) -> None:
    """Say what a text is about, for every group that reads it; none has it yet."""
    case = await moderation.waiting(session, actor_id, case_id)
    submission = await session.get_one(Submission, case.submission_id)
    if topic not in topics_like(submission.topic):
        raise UserError(_("Please choose one of the buttons."))
    if await _has_another(session, case):
        raise UserError(_("Another group has this text already: its topic stays."))
    submission.topic = topic
    await session.flush()
    await acts.note(session, actor_id, "text.topic", case.group_id)


async def set_urgency(
    session: AsyncSession, actor_id: int, case_id: int, urgency: int
) -> None:
    """Say how urgent a text is for a group: the queue goes by it."""
    case = await moderation.waiting(session, actor_id, case_id)
    if urgency not in URGENCIES:
        raise UserError(_("Please choose one of the buttons."))
    case.urgency = urgency
    await _check_room(session, case)
    await acts.note(session, actor_id, "text.urgency", case.group_id)


async def set_body(
    session: AsyncSession, actor_id: int, case_id: int, body: str | None
) -> None:
    """Say who is in charge of a text, instead of whom its topic tells; None undoes."""
    case = await moderation.waiting(session, actor_id, case_id)
    if body is not None and body not in BODIES:
        raise UserError(_("Please choose one of the buttons."))
    case.body = body
    await _check_room(session, case)
    await acts.note(session, actor_id, "text.body", case.group_id)


async def _check_room(session: AsyncSession, case: Case) -> None:
    """Refuse what a full card has no line for: all of it is seen, or nothing (P6)."""
    await session.flush()
    submission = await session.get_one(Submission, case.submission_id)
    group = await session.get_one(WorkingGroup, case.group_id)
    card = await cards.of(session, case, submission, group)
    if card_text.longest(card) > MESSAGE_LIMIT:
        raise UserError(_("The card is full. Please decide on the text as it is."))


async def _has_another(session: AsyncSession, case: Case) -> bool:
    """Tell whether the text was passed to another group, which may have shown it."""
    await drafts.lock(session, case.submission_id)
    passed = select(Case.id).where(
        Case.submission_id == case.submission_id,
        Case.id != case.id,
        Case.passed_at.is_not(None),
    )
    return await session.scalar(passed.limit(1)) is not None
