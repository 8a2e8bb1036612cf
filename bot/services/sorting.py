"""What a moderator puts right on a card: its topic, and how urgent it is."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Submission
from bot.models.case import WAITING
from bot.services import access, categories, steps
from bot.wording import TOPICS

URGENCIES = (1, 2, 3)


def topics_like(topic: str) -> Sequence[str]:
    """List what a text may be about instead; concerns stay concerns."""
    if not categories.is_concern(topic):
        return list(TOPICS)
    return [code for code, each in categories.every().items() if each.is_kept]


async def set_topic(
    session: AsyncSession, actor_id: int, case_id: int, topic: str
) -> None:
    """Say what a text is about, for every group that reads it."""
    case = await _waiting(session, actor_id, case_id)
    submission = await session.get_one(Submission, case.submission_id)
    if topic not in topics_like(submission.topic):
        raise UserError(_("Please choose one of the buttons."))
    submission.topic = topic
    await session.flush()


async def set_urgency(
    session: AsyncSession, actor_id: int, case_id: int, urgency: int
) -> None:
    """Say how urgent a text is for a group: the queue goes by it."""
    case = await _waiting(session, actor_id, case_id)
    if urgency not in URGENCIES:
        raise UserError(_("Please choose one of the buttons."))
    case.urgency = urgency
    await session.flush()


async def _waiting(session: AsyncSession, actor_id: int, case_id: int) -> Case:
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    if case.status not in WAITING:
        raise steps.decided_already()
    return case
