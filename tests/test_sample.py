"""The sample network: thirty proposals in two languages, each as far as it says."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import sample
from bot.crypto import Vault
from bot.db import Sessions, vault
from bot.models import (
    Ballot,
    Case,
    Community,
    DigestCase,
    GroupCommunity,
    Submission,
    Tally,
)
from bot.playground.telegram import Telegram
from bot.sample import Facts
from bot.services.cases import decisions
from bot.services.moderating import queue
from bot.services.places import communities, groups
from bot.services.steps import documents
from bot.services.team import people
from bot.services.texts import proposal_text
from bot.services.texts.topics import Topic
from tests import databases

BECOMES = {
    "waiting": {"received"},
    "withdrawn": {"withdrawn"},
    "refused": {"declined", "redirected", "merged"},
    "asked": {"needs_info"},
    "answered": {"review"},
    "passed": {"passed"},
    "digest": {"passed"},
}
LED = {"in_doc": {"in_doc"}, "decided": {"agenda"}, "agenda": {"agenda"}}


def texts() -> Sequence[Facts]:
    return [each for group in sample.network() for each in group["proposals"]]


@pytest.fixture(scope="module")
async def filled(engine: AsyncEngine, vault: Vault) -> AsyncIterator[Sessions]:
    """The network once for all tests: they only read it."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        sessions = databases.joined(connection, vault)
        async with sessions.begin() as session:
            await communities.load_register(session)
            await sample.fill(session, sample.seat(Telegram()))
        yield sessions
        await transaction.rollback()


def test_thirty_proposals_are_in_both_languages() -> None:
    languages = Counter(each["language"] for each in texts())
    assert sum(languages.values()) == 30
    assert min(languages["uk"], languages["en"]) >= 14


def test_the_bot_would_take_every_text() -> None:
    for facts in texts():
        assert proposal_text.check(facts["text"]) == facts["text"]
        assert facts["topic"] in set(Topic)


def test_everybody_who_is_seated_has_a_part_on_the_desk(telegram: Telegram) -> None:
    sample.seat(telegram)
    assert set(sample.ROLES) == set(telegram.chats)


async def test_every_proposal_stands_where_it_should(filled: Sessions) -> None:
    async with filled() as session:
        statement = select(Case.status).order_by(Case.submission_id)
        found = (await session.scalars(statement)).all()
    for facts, status in zip(texts(), found, strict=True):
        expected = LED.get(facts.get("led", "")) or BECOMES[facts["state"]]
        assert status in expected, facts["text"]


async def test_the_groups_have_read_what_their_digest_shows(filled: Sessions) -> None:
    async with filled() as session:
        shown = await session.scalars(select(DigestCase.case_id))
    states = Counter(each["state"] for each in texts())
    assert len(shown.all()) == states["digest"]


async def test_the_communities_are_of_three_oblasts(filled: Sessions) -> None:
    async with filled() as session:
        served = await session.scalars(
            select(Community.oblast_uk).join(
                GroupCommunity, GroupCommunity.community_code == Community.code
            )
        )
        assert len(set(served)) == 3


async def test_the_moderator_on_the_desk_has_read_everything(filled: Sessions) -> None:
    async with filled() as session:
        assert await waits_for(session, sample.MODERATOR_ID) == 0
        assert await waits_for(session, sample.OTHER_MODERATOR_ID) == 5


async def waits_for(session: AsyncSession, user_id: int) -> int:
    person = await people.find(session, vault(session).accounts(user_id))
    assert person is not None
    return await queue.size(session, person.id)


async def test_only_who_has_a_phone_is_written_to(filled: Sessions) -> None:
    async with filled() as session:
        reached = await session.scalars(
            select(Submission.id).where(Submission.address.is_not(None))
        )
    here = [each for each in texts() if each.get("by") == "neighbour"]
    assert len(reached.all()) == len(here)


async def test_every_community_votes_on_what_it_was_shown(filled: Sessions) -> None:
    async with filled() as session:
        opened = (await session.scalars(select(Ballot))).all()
        tallies = await session.scalar(select(func.count()).select_from(Tally))
    assert len(opened) == len(sample.network())
    assert tallies


async def test_the_secretary_has_a_decision_to_announce(filled: Sessions) -> None:
    async with filled() as session:
        person = await people.find(
            session, vault(session).accounts(sample.SECRETARY_ID)
        )
        assert person is not None
        [first, *_others] = await groups.list_for(session, person.id, "case.decide")
        assert len(await decisions.waiting(session, person.id, first.id)) == 1
        assert len(await documents.list_of(session, person.id, first.id)) == 1
