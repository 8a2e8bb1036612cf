"""A community with its working group, and the language that people speak."""

from dataclasses import dataclass

import pytest

from bot.models import Community, WorkingGroup
from bot.playground.person import Person as Phone
from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import (
    agreed,
    join,
    resident,
    says,
    sends_proposal,
)
from tests.world import World


@dataclass
class Place:
    """A community and the working group that serves it."""

    community: Community
    group: WorkingGroup


@pytest.fixture
async def place(town: World) -> Place:
    async with town.plain.begin() as session:
        community = await make_community(session)
        group = await make_group(
            session,
            community,
            name_uk="РГ Станіслава",
            name_en="WG of Stanislav",
            contact="rada@example.org",
        )
    return Place(community, group)


@pytest.fixture
def language() -> str:
    """One language, where the other says the same; see `cast.both`."""
    return "uk"


@dataclass
class Desk:
    """An author who has sent a proposal, and a moderator who opened the queue."""

    author: Phone
    moderator: Phone
    number: str


@pytest.fixture
async def desk(town: World, place: Place, language: str) -> Desk:
    author = await resident(town, place.community, language=language)
    number = await sends_proposal(town, author, TEXT)
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    return Desk(author, moderator, number)
