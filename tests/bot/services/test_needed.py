"""What needs a group's decision: only what was passed can be taken on."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Case, Person
from bot.services.digest import needed


async def test_a_text_that_was_not_passed_is_not_taken_on(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    with pytest.raises(UserError, match="decided already"):
        await needed.take(session, moderator.id, case.id)
