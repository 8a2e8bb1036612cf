"""Two groups decide on one submission at once: its draft goes with the last case."""

import asyncio

import pytest

from bot.db import Sessions
from bot.models import Case, Person
from bot.services.moderating import moderation
from tests.bot.services.rows import draft_of
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

Desk = tuple[Person, Case]


@pytest.fixture
async def desks(committed: Sessions) -> list[Desk]:
    """One submission before two groups, each with its moderator."""
    async with committed.begin() as session:
        community = await make_community(session)
        submission = await make_submission(session, community=community)
        found = []
        for _ in range(2):
            group, moderator = await make_group(session), await make_person(session)
            await make_staff(session, moderator, group)
            case = await make_case(session, group=group, submission=submission)
            found.append((moderator, case))
    return found


async def test_decided_at_once_by_two_the_draft_is_erased(
    committed: Sessions, desks: list[Desk]
) -> None:
    (one, first), (other, second) = desks
    async with committed() as mine, committed() as theirs, asyncio.TaskGroup() as both:
        await moderation.pass_on(mine, one.id, first.id)
        passing = both.create_task(moderation.pass_on(theirs, other.id, second.id))
        await asyncio.wait([passing], timeout=0.2)  # it has got as far as it can
        await mine.commit()
        await passing
        await theirs.commit()
    async with committed() as session:
        assert await draft_of(session, first) is None
