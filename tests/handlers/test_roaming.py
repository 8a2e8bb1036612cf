"""A deletion is no way to vote round the country."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, update

from bot.db import vault
from bot.models import Ballot, Community
from bot.playground.person import Person as Phone
from bot.services.team import people
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_published,
)
from tests.handlers.cast import both, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

COUNTED = "Your vote is counted. We show nobody how you voted."
REFUSED = (
    "Your account has votes in another community, where voting goes on. So that nobody "
    "votes across the country, you can vote here when it is over."
)


@dataclass
class Voting:
    """Somebody with votes here, and another community that votes, too."""

    town: World
    here: Community
    there: Community
    phone: Phone
    language: str

    async def votes(self) -> None:
        await says(self.town, self.phone, "/vote")
        await presses(self.town, self.phone, said(self.language, "Agree"))

    async def deletes(self) -> None:
        yes = said(self.language, "Yes, delete my data")
        await says(self.town, self.phone, "/delete")
        await presses(self.town, self.phone, yes)

    async def keeps(self, community: Community) -> None:
        """Agree to the notices, anew if need be, and choose a community."""
        async with self.town.sessions.begin() as session:
            accounts = vault(session).accounts(self.phone.id)
            person = await people.agree(session, accounts, language=self.language)
            await people.keep_community(session, person, community.code)

    def was_counted(self) -> bool:
        return said(self.language, COUNTED) in last(self.phone)

    def was_refused(self) -> bool:
        return said(self.language, REFUSED) in last(self.phone)


@pytest.fixture
async def voting(town: World, place: Place, language: str) -> Voting:
    async with town.sessions.begin() as session:
        there = await make_community(session)
        await make_published(session, place.community, place.group)
        await make_published(session, place.community, place.group, text="Друга")
        await make_published(session, there, await make_group(session, there))
        for each in (place.community, there):
            await make_ballot(session, each)
    phone = await resident(town, place.community, language=language)
    voting = Voting(town, place.community, there, phone, language)
    await voting.votes()
    assert voting.was_counted()
    return voting


@both
async def test_whoever_returns_to_another_community_waits_for_the_end(
    voting: Voting,
) -> None:
    await voting.deletes()
    await voting.keeps(voting.there)
    await voting.votes()
    assert voting.was_refused()


async def test_whoever_returns_to_the_same_community_goes_on(voting: Voting) -> None:
    await voting.deletes()
    await voting.keeps(voting.here)
    await voting.votes()
    assert voting.was_counted()


async def test_whoever_keeps_both_communities_votes_in_both(voting: Voting) -> None:
    await voting.keeps(voting.there)
    await voting.votes()
    assert voting.was_counted()


async def test_whoever_moves_as_anybody_may_votes_there(voting: Voting) -> None:
    async with voting.town.sessions.begin() as session:
        accounts = vault(session).accounts(voting.phone.id)
        person = await people.find(session, accounts)
        assert person is not None
        await people.keep_community(session, person, voting.there.code)
        await people.keep_only(session, person, voting.there.code)
    await voting.votes()
    assert voting.was_counted()


async def test_whoever_came_a_month_ago_is_not_asked_where_they_voted(
    voting: Voting, clock: Clock
) -> None:
    await voting.deletes()
    await voting.keeps(voting.there)
    await clock.forward("30 days")
    async with voting.town.sessions.begin() as session:
        closes_at = func.app_now() + timedelta(days=1)
        await session.execute(update(Ballot).values(closes_at=closes_at))
    await voting.votes()
    assert voting.was_counted()
