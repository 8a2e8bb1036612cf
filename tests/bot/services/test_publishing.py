"""What is shown to a community: by its own group, and gone when it is dangerous."""

from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.models import Case, Community, Likeness, Person
from bot.services import (
    ballots,
    drawing,
    moderation,
    people,
    proposals,
    publishing,
)
from bot.services.browsing import listing
from bot.services.browsing.paging import Spot
from bot.services.proposals import Proposal
from bot.services.similar import finding
from bot.services.votes import Voter
from tests.factories import (
    TEXT,
    make_ballot,
    make_community,
    make_group,
    make_person,
    make_staff,
)


@dataclass
class Side:
    """A community, its group's moderator, and the case that the group reads."""

    community: Community
    moderator: Person
    case: Case


@pytest.fixture
async def sides(session: AsyncSession) -> list[Side]:
    """One proposal for two communities, each with a group of its own."""
    author = await make_person(session)
    communities = [await make_community(session) for _ in range(2)]
    moderators = []
    for community in communities:
        group, moderator = (
            await make_group(session, community),
            await make_person(session),
        )
        await make_staff(session, moderator, group)
        await people.keep_community(session, author, community.code)
        moderators.append(moderator)
    codes = [community.code for community in communities]
    proposal = Proposal(text=TEXT, topic="P06", communities=codes)
    await proposals.submit(session, author, proposal, Address(101))
    cases = (await session.scalars(select(Case).order_by(Case.group_id))).all()
    found = zip(communities, moderators, cases, strict=True)
    return [Side(*each) for each in found]


async def show(session: AsyncSession, side: Side) -> None:
    """Pass the text on, and show it."""
    await moderation.pass_on(session, side.moderator.id, side.case.id)
    await publishing.publish(session, side.moderator.id, side.case.id)


async def seen(session: AsyncSession, side: Side) -> tuple[bool, ...]:
    """Tell where the community finds it: drawn, in lists, by likeness."""
    code = side.community.code
    ballot = await make_ballot(session, side.community)
    voter = Voter(ballot, ballots.mark_of(session, ballot, 1), await now(session))
    drawn = await drawing.draw(session, voter, 0)
    page = await listing.newest(session, [code], Spot())
    found = await finding.numbers(session, TEXT, [code])
    return drawn is not None, bool(page.rows), bool(found)


async def test_a_case_is_of_the_community_for_which_its_group_reads_it(
    sides: list[Side],
) -> None:
    codes = [side.case.community_code for side in sides]
    assert codes == [side.community.code for side in sides]


async def test_what_one_group_shows_its_community_sees_and_no_other(
    session: AsyncSession, sides: list[Side]
) -> None:
    await show(session, sides[1])
    views = [await seen(session, side) for side in sides]
    assert views == [(False,) * 3, (True,) * 3]


async def test_what_both_show_each_finds_as_its_own(
    session: AsyncSession, sides: list[Side]
) -> None:
    for side in sides:
        await show(session, side)
    number = sides[0].case.submission_id
    for side in sides:
        code = side.community.code
        shown = await publishing.find(session, number, [code])
        assert shown is not None
        assert shown.community_code == code
        assert await seen(session, side) == (True,) * 3


async def test_closed_for_safety_by_one_it_is_hidden_by_all(
    session: AsyncSession, sides: list[Side]
) -> None:
    first, second = sides
    await show(session, first)
    await moderation.refuse(session, second.moderator.id, second.case.id, "M01")
    assert await publishing.find(session, first.case.submission_id) is None
    assert await session.scalar(select(func.count()).select_from(Likeness)) == 0
