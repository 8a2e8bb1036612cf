"""What people can vote on as they read a public digest, each with its link."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Ballot, Case, Submission
from bot.services.letters import bot_name
from bot.services.news.public_facts import KEPT_BACK, Line
from bot.services.voting import publishing

KIND: Final = "open"
_MOST: Final = 5


async def gather(session: AsyncSession, group_id: int) -> Sequence[Line]:
    """List the newest of a group's proposals that are voted on now."""
    rows = await session.execute(
        select(Case.id, Case.text, Submission.id, Submission.language, Case.translation)
        .join(Submission, Submission.id == Case.submission_id)
        .join(Ballot, Ballot.community_code == Case.community_code)
        .where(Case.group_id == group_id, publishing.is_shown())
        .where(Ballot.closed_at.is_(None), Ballot.closes_at > func.app_now())
        .where(Submission.topic.not_in(KEPT_BACK))
        .order_by(Case.published_at.desc(), Case.id)
        .limit(_MOST)
    )
    link = f"https://t.me/{await bot_name.get(session)}?start=p_"
    return [
        Line(case_id, text or "", {"number": n, "link": f"{link}{n}"}, language, other)
        for case_id, text, n, language, other in rows
    ]
