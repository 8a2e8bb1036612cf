"""A case that waits for the moderator of a working group."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, Person, Submission, WorkingGroup
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

AUTHOR_CHAT = Address(101)


@pytest.fixture
async def group(session: AsyncSession) -> WorkingGroup:
    return await make_group(session, contact="rada@example.org")


@pytest.fixture
async def moderator(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group)
    return person


@pytest.fixture
async def submission(session: AsyncSession) -> Submission:
    return await make_submission(
        session,
        community=await make_community(session),
        person=await make_person(session),
        place="Біля амбулаторії",
        address=AUTHOR_CHAT,
        topic="P09",
        whom=["older"],
    )


@pytest.fixture
async def case(
    session: AsyncSession, group: WorkingGroup, submission: Submission
) -> Case:
    return await make_case(session, group=group, submission=submission)
