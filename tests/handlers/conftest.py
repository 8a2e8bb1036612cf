"""A community with its working group, and the languages that every screen speaks."""

from dataclasses import dataclass

import pytest

from bot.models import Community, WorkingGroup
from tests.factories import make_community, make_group
from tests.handlers.cast import LANGUAGES
from tests.world import World


@dataclass
class Place:
    """A community and the working group that serves it."""

    community: Community
    group: WorkingGroup


@pytest.fixture
async def place(town: World) -> Place:
    async with town.sessions.begin() as session:
        community = await make_community(session)
        group = await make_group(
            session,
            community,
            name_uk="РГ Станіслава",
            name_en="WG of Stanislav",
            contact="rada@example.org",
        )
    return Place(community, group)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
