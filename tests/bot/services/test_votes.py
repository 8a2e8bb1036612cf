"""One person, one vote; what is told can be counted again; late is late."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Sessions, now
from bot.errors import UserError
from bot.jobs.votes import count_again
from bot.models import Ballot, Case, Community, Submission, Tally, Vote, VoteEvent
from bot.services.voting import ballots, recounting, votes
from bot.services.voting.votes import Choice, Count, Voter
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_published,
)


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    return await make_community(session)


@pytest.fixture
async def proposal(session: AsyncSession, community: Community) -> Submission:
    group = await make_group(session, community)
    return await make_published(session, community, group)


@pytest.fixture
async def ballot(session: AsyncSession, community: Community) -> Ballot:
    return await make_ballot(session, community)


async def voter(session: AsyncSession, ballot: Ballot, user_id: int = 1) -> Voter:
    mark = ballots.mark_of(session, ballot, user_id)
    return Voter(ballot, mark, await now(session))


async def test_a_vote_is_counted(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    await votes.cast(session, await voter(session, ballot), proposal.id, Choice.AGREE)
    assert await votes.count(session, ballot.id, proposal.id) == Count(agree=1)


async def test_a_second_vote_takes_the_place_of_the_first(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    for choice in (Choice.AGREE, Choice.UNSURE, Choice.DISAGREE):
        await votes.cast(session, one, proposal.id, choice)
    assert await votes.count(session, ballot.id, proposal.id) == Count(disagree=1)


async def test_the_same_vote_again_changes_nothing(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    for _ in range(2):
        await votes.cast(session, one, proposal.id, Choice.AGREE)
    events = await session.scalar(select(func.count()).select_from(VoteEvent))
    assert (events, await votes.count(session, ballot.id, proposal.id)) == (
        1,
        Count(agree=1),
    )


async def test_a_vote_that_is_taken_back_counts_no_more(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    await votes.cast(session, one, proposal.id, Choice.AGREE)
    await votes.cast(session, one, proposal.id, None)
    assert await votes.count(session, ballot.id, proposal.id) == Count()


async def test_a_press_in_time_counts_however_late_it_is_carried_out(
    session: AsyncSession, ballot: Ballot, proposal: Submission, clock: Clock
) -> None:
    one = await voter(session, ballot)
    await clock.forward("15 days")
    await votes.cast(session, one, proposal.id, Choice.AGREE)
    assert await votes.count(session, ballot.id, proposal.id) == Count(agree=1)


async def test_a_press_that_came_too_late_does_not_count(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    late = replace(one, at=ballot.closes_at + timedelta(seconds=1))
    with pytest.raises(UserError, match="Voting has ended"):
        await votes.cast(session, late, proposal.id, Choice.AGREE)


async def test_what_is_hidden_meanwhile_takes_no_votes_but_gives_them_back(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    await votes.cast(session, one, proposal.id, Choice.AGREE)
    await session.execute(update(Case).values(published_at=None))
    with pytest.raises(UserError, match="not shown any more"):
        await votes.cast(session, one, proposal.id, Choice.DISAGREE)
    await votes.cast(session, one, proposal.id, None)
    assert await votes.count(session, ballot.id, proposal.id) == Count()


async def test_what_another_community_sees_takes_no_votes(
    session: AsyncSession, proposal: Submission
) -> None:
    elsewhere = await make_ballot(session, await make_community(session))
    one = await voter(session, elsewhere)
    with pytest.raises(UserError, match="not shown any more"):
        await votes.cast(session, one, proposal.id, Choice.AGREE)


async def test_five_votes_are_shown_and_four_are_not(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    shown = []
    for user_id in range(5):
        one = await voter(session, ballot, user_id)
        await votes.cast(session, one, proposal.id, Choice.AGREE)
        shown.append((await votes.count(session, ballot.id, proposal.id)).is_shown)
    assert shown == [False, False, False, False, True]


async def test_a_recount_agrees_with_what_is_told(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    choices = [Choice.AGREE, Choice.DISAGREE, None, Choice.UNSURE, Choice.AGREE]
    for turn in range(2):
        for user_id, choice in enumerate(choices[turn:]):
            one = await voter(session, ballot, user_id)
            await votes.cast(session, one, proposal.id, choice)
    assert await recounting.recount(session, ballot.id) == []


async def test_a_recount_finds_a_count_that_is_told_wrong(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    await votes.cast(session, await voter(session, ballot), proposal.id, Choice.AGREE)
    await session.execute(update(Tally).values(agree=2))
    assert await recounting.recount(session, ballot.id) == [proposal.id]
    await session.execute(delete(Tally))
    assert await recounting.recount(session, ballot.id) == [proposal.id]
    await session.execute(text("alter table vote_event disable trigger user"))
    await session.execute(delete(VoteEvent))
    assert await recounting.recount(session, ballot.id) == []


async def test_two_replicas_do_not_count_at_once(
    committed: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = list[object]()

    async def count(session: AsyncSession) -> list[int]:
        counted.append(session)
        await count_again(committed)  # another replica, at the same time
        return []

    monkeypatch.setattr(ballots, "lately_open", count)
    await count_again(committed)
    assert len(counted) == 1


async def test_what_was_passed_over_is_no_vote(
    session: AsyncSession, ballot: Ballot, proposal: Submission
) -> None:
    one = await voter(session, ballot)
    await votes.pass_over(session, one, proposal.id)
    row = (await session.scalars(select(Vote))).one()
    assert (row.choice, await recounting.recount(session, ballot.id)) == (None, [])


async def test_two_presses_at_once_are_one_vote(committed: Sessions) -> None:
    """Press in a group and in private: other lanes, other transactions."""
    async with committed.begin() as session:
        community = await make_community(session)
        group = await make_group(session, community)
        shown = await make_published(session, community, group)
        ballot = await make_ballot(session, community)
        one = await voter(session, ballot)
    async with committed() as mine, committed() as theirs, asyncio.TaskGroup() as both:
        await votes.cast(mine, one, shown.id, Choice.AGREE)
        second = votes.cast(theirs, one, shown.id, Choice.AGREE)
        pressing = both.create_task(second)
        await asyncio.wait([pressing], timeout=0.2)  # it has got as far as it can
        await mine.commit()
        await pressing
        await theirs.commit()
    async with committed() as session:
        assert await votes.count(session, ballot.id, shown.id) == Count(agree=1)
        assert await recounting.recount(session, ballot.id) == []
        events = await session.scalar(select(func.count()).select_from(VoteEvent))
        assert events == 1
