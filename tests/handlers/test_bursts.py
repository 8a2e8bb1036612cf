"""Bursts of votes: told with their reason, frozen and released, nothing removed."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from bot.db import now
from bot.models import Ballot, Burst, Case, NewcomerVote, Submission, VoteEvent
from bot.playground.person import Person as Phone
from bot.services.voting import ballots, bursts, recounting, votes
from bot.services.voting.votes import Choice, Count, Voter
from tests.factories import make_ballot, make_published
from tests.handlers.cast import agreed, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World


class Crowd:
    """People who vote on one proposal, one after the other."""

    def __init__(self, town: World, ballot: Ballot, proposal: Submission) -> None:
        self.town, self.ballot, self.proposal = town, ballot, proposal
        self.voted = 0

    async def votes(self, n: int, *, days_here: int = 0, minutes: int = 0) -> None:
        for _ in range(n):
            self.voted += 1
            await self.vote(self.voted, Choice.AGREE, days_here, minutes)
        await self.town.settle()

    async def vote(
        self, user_id: int, choice: Choice, days_here: int = 0, minutes: int = 0
    ) -> None:
        async with self.town.sessions.begin() as session:
            at = await now(session) + timedelta(minutes=minutes)
            mark = ballots.mark_of(session, self.ballot, user_id)
            voter = Voter(self.ballot, mark, at)
            await votes.cast(session, voter, self.proposal.id, choice)
            since = at - timedelta(days=days_here, minutes=1)
            await bursts.note(session, voter, self.proposal.id, since)

    async def count(self) -> Count:
        async with self.town.sessions() as session:
            return await votes.count(session, self.ballot.id, self.proposal.id)

    async def told_wrong(self) -> Sequence[int]:
        """Count anew from the ledger; list what is told wrong."""
        async with self.town.sessions() as session:
            return await recounting.recount(session, self.ballot.id)

    async def bursts(self) -> int:
        async with self.town.sessions() as session:
            return await session.scalar(select(func.count(Burst.id))) or 0


@pytest.fixture
async def crowd(town: World, place: Place) -> Crowd:
    async with town.sessions.begin() as session:
        proposal = await make_published(session, place.community, place.group)
        ballot = await make_ballot(session, place.community)
    return Crowd(town, ballot, proposal)


@pytest.fixture
async def moderator(town: World, place: Place) -> Phone:
    phone = await agreed(town)
    await join(town, phone, place.group)
    await says(town, phone, "/menu")
    return phone


async def test_frozen_votes_are_left_out_and_come_back_as_they_stand(
    town: World, crowd: Crowd, moderator: Phone
) -> None:
    await crowd.votes(3, days_here=30)
    await crowd.votes(bursts.MANY)
    number = str(crowd.proposal.id)
    assert last(moderator).startswith(
        said("uk", "A burst of votes on No. {id}", id=number)
    )
    await presses(town, moderator, said("uk", "Freeze these votes"))
    assert await crowd.count() == Count(agree=3)
    await crowd.vote(crowd.voted, Choice.DISAGREE)  # frozen, and changed all the same
    assert await crowd.count() == Count(agree=3)
    assert await crowd.told_wrong() == []
    await says(town, moderator, "/bursts")
    await presses(town, moderator, said("uk", "Open: No. {id}", id=number))
    await presses(town, moderator, said("uk", "Release them"))
    assert await crowd.count() == Count(agree=bursts.MANY + 2, disagree=1)
    assert await crowd.told_wrong() == []
    async with town.sessions() as session:
        kept = await session.scalar(select(func.count(VoteEvent.id)))
    assert kept == bursts.MANY + 4  # the ledger has every change, and nothing else


async def test_what_is_no_burst_is_not_told(crowd: Crowd) -> None:
    await crowd.votes(bursts.MANY + 1, days_here=2)  # they are known
    await crowd.votes(bursts.MANY - 1)  # one too few
    await crowd.votes(1, minutes=45)  # too late
    assert await crowd.bursts() == 0


async def test_a_burst_of_a_ballot_that_is_over_stays(
    town: World, crowd: Crowd, moderator: Phone
) -> None:
    await crowd.votes(bursts.MANY)
    async with town.sessions.begin() as session:
        ballot = await session.get_one(Ballot, crowd.ballot.id)
        ballot.closed_at, ballot.key = await now(session), None
    await presses(town, moderator, said("uk", "Freeze these votes"))
    assert last(moderator) == said("uk", "Voting has ended.")
    assert await crowd.count() == Count(agree=bursts.MANY)


async def test_a_burst_that_left_the_list_is_opened_by_its_button(
    town: World, place: Place, crowd: Crowd, moderator: Phone
) -> None:
    await crowd.votes(bursts.MANY)
    await says(town, moderator, "/bursts")
    async with town.sessions.begin() as session:
        for _ in range(20):  # as many as are listed
            newer = await make_published(session, place.community, place.group)
            case_id = await session.scalar(
                select(Case.id).where(Case.submission_id == newer.id)
            )
            session.add(
                Burst(
                    ballot_id=crowd.ballot.id,
                    submission_id=newer.id,
                    case_id=case_id,
                )
            )
    number = str(crowd.proposal.id)
    await presses(town, moderator, said("uk", "Open: No. {id}", id=number))
    assert number in last(moderator)


async def test_few_votes_are_never_frozen(
    town: World, crowd: Crowd, moderator: Phone
) -> None:
    await crowd.votes(bursts.MANY)
    async with town.sessions.begin() as session:
        await session.execute(delete(NewcomerVote))
    await presses(town, moderator, said("uk", "Freeze these votes"))
    assert await crowd.count() == Count(agree=bursts.MANY)
