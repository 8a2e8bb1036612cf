"""What is drawn: what needs votes most, one's own last, nothing twice."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Ballot, Community, WorkingGroup
from bot.services.voting import ballots, drawing, votes
from bot.services.voting.votes import Choice, Voter
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_person,
    make_published,
)

PEOPLE, PROPOSALS, EACH = 20, 40, 8


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    return await make_community(session)


@pytest.fixture
async def group(session: AsyncSession, community: Community) -> WorkingGroup:
    return await make_group(session, community)


@pytest.fixture
async def ballot(session: AsyncSession, community: Community) -> Ballot:
    return await make_ballot(session, community)


async def voter(session: AsyncSession, ballot: Ballot, user_id: int = 1) -> Voter:
    mark = ballots.mark_of(session, ballot, user_id)
    return Voter(ballot, mark, await now(session))


async def test_what_has_fewer_votes_comes_first(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    known, new = [await make_published(session, community, group) for _ in range(2)]
    other = await voter(session, ballot, 2)
    await votes.cast(session, other, known.id, Choice.AGREE)
    assert await drawing.draw(session, [await voter(session, ballot)], 0) == new.id


async def test_what_people_differ_on_comes_before_what_is_certain(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    certain, even = [await make_published(session, community, group) for _ in range(2)]
    for user_id in range(10, 18):
        one = await voter(session, ballot, user_id)
        await votes.cast(session, one, certain.id, Choice.AGREE)
        choice = Choice.AGREE if user_id % 2 else Choice.DISAGREE
        await votes.cast(session, one, even.id, choice)
    assert await drawing.draw(session, [await voter(session, ballot)], 0) == even.id


async def test_ones_own_comes_last(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    me = await make_person(session)
    own = await make_published(session, community, group, person=me)
    other = await make_published(session, community, group)
    one = await voter(session, ballot)
    drawn = [await drawing.draw(session, [one], me.id)]
    await votes.cast(session, one, other.id, Choice.AGREE)
    drawn.append(await drawing.draw(session, [one], me.id))
    assert drawn == [other.id, own.id]


async def test_a_small_ballot_does_not_wait_for_a_large_one(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    voters = [await voter(session, ballot)]
    for _ in range(3):
        known = await make_published(session, community, group)
        other = await voter(session, ballot, 2)
        await votes.cast(session, other, known.id, Choice.AGREE)
    small = await make_community(session)
    new = await make_published(session, small, await make_group(session, small))
    voters.append(await voter(session, await make_ballot(session, small)))
    assert await drawing.draw(session, voters, 0) == new.id


async def test_ones_own_comes_last_over_all_ballots(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    me = await make_person(session)
    await make_published(session, community, group, person=me)
    elsewhere = await make_community(session)
    team = await make_group(session, elsewhere)
    other = await make_published(session, elsewhere, team)
    second = await make_ballot(session, elsewhere)
    voters = [await voter(session, each) for each in (ballot, second)]
    assert await drawing.draw(session, voters, me.id) == other.id


async def test_what_was_passed_over_comes_once_more_by_itself(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    for _ in range(2):
        await make_published(session, community, group)
    one = await voter(session, ballot)
    first = await drawing.draw(session, [one], 0)
    await votes.pass_over(session, one, first or 0)
    second = await drawing.draw(session, [one], 0)
    await votes.cast(session, one, second or 0, Choice.AGREE)
    assert first != second
    assert await drawing.draw(session, [one], 0) is None
    assert await drawing.again(session, [one]) == first
    assert await drawing.again(session, [one], left=first or 0) is None
    assert await drawing.again(session, [one], left=first or 0, since=0) is None


@pytest.mark.parametrize("seed", range(4))
async def test_all_passed_over_comes_once_more_and_never_twice_in_a_row(
    session: AsyncSession, community: Community, group: WorkingGroup, *, seed: int
) -> None:
    one = await voter(session, await make_ballot(session, community), seed)
    seen = [(await make_published(session, community, group)).id for _ in range(5)]
    Random(seed).shuffle(seen)  # noqa: S311 - a seed gives the same order again
    for number in seen:
        await votes.pass_over(session, one, number)
    last, again = seen[-1], list[int]()
    shown = await drawing.again(session, [one], left=last)
    while shown is not None and len(again) <= PROPOSALS:
        again.append(shown)
        shown = await drawing.again(session, [one], left=shown, since=last)
    assert sorted(again) == sorted(seen)
    assert again[-1] == last


async def test_nothing_is_drawn_from_elsewhere_or_unpublished(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    elsewhere = await make_community(session)
    await make_published(session, elsewhere, await make_group(session, elsewhere))
    await make_published(session, community, group, published_at=None)
    await make_published(session, community, group, status="withdrawn")
    assert await drawing.draw(session, [await voter(session, ballot)], 0) is None


async def test_everything_gets_its_share(
    session: AsyncSession, community: Community, group: WorkingGroup, ballot: Ballot
) -> None:
    """Draw for a crowd; the trial T51 is of 60 people, 200 proposals, 25 votes."""
    dice = Random(1)  # noqa: S311 - a seed gives the same crowd again
    for _ in range(PROPOSALS):
        await make_published(session, community, group)
    given = Counter[int]()
    for _turn in range(EACH):
        for user_id in range(PEOPLE):
            one = await voter(session, ballot, user_id)
            number = await drawing.draw(session, [one], 0)
            assert number is not None
            await votes.cast(session, one, number, dice.choice(list(Choice)))
            given[number] += 1
    assert len(given) == PROPOSALS
    assert max(given.values()) <= 3 * min(given.values())
