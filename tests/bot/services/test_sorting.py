"""Topics that moderators put right: not under another group that has the text."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Case, Person, Submission
from bot.services.moderating import sorting
from tests.factories import make_case


async def test_a_topic_stays_once_another_group_has_the_text(
    session: AsyncSession, moderator: Person, case: Case, submission: Submission
) -> None:
    await sorting.set_topic(session, moderator.id, case.id, "P01")
    passed_at = case.created_at
    await make_case(
        session, submission=submission, status="passed", passed_at=passed_at
    )
    with pytest.raises(UserError, match="Another group"):
        await sorting.set_topic(session, moderator.id, case.id, "P02")
    assert submission.topic == "P01"
