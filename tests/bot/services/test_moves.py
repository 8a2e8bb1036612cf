"""Moving from community to community: once in 30 days."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Person
from bot.services.team import people
from tests.conftest import Clock
from tests.factories import make_community, make_person


async def keep(session: AsyncSession, person: Person, count: int) -> None:
    """Choose one new community after the other."""
    for _ in range(count):
        community = await make_community(session)
        await people.keep_community(session, person, community.code)


async def test_home_and_host_are_no_move(session: AsyncSession) -> None:
    person = await make_person(session)
    await keep(session, person, 2)
    assert len(await people.communities_of(session, person)) == 2


async def test_one_move_is_free(session: AsyncSession) -> None:
    person = await make_person(session)
    await keep(session, person, 3)
    assert len(await people.communities_of(session, person)) == 2


async def test_a_second_move_waits_for_30_days(
    session: AsyncSession, clock: Clock
) -> None:
    person = await make_person(session)
    await keep(session, person, 3)
    await clock.forward("29 days")
    with pytest.raises(UserError, match="again from"):
        await keep(session, person, 1)


async def test_after_30_days_one_may_move_again(
    session: AsyncSession, clock: Clock
) -> None:
    person = await make_person(session)
    await keep(session, person, 3)
    await clock.forward("31 days")
    await keep(session, person, 1)


async def test_dropping_one_of_two_is_a_move(session: AsyncSession) -> None:
    person = await make_person(session)
    await keep(session, person, 2)
    kept = await people.communities_of(session, person)
    await people.keep_only(session, person, kept[0].code)
    await keep(session, person, 1)
    with pytest.raises(UserError, match="again from"):
        await keep(session, person, 1)
