"""A coordinator marks communities whose people must not be asked to write."""

import pytest
from sqlalchemy import select

from bot.models import Community
from tests.factories import make_community
from tests.handlers.cast import agreed, coordinator, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World


async def occupied(town: World) -> set[str]:
    async with town.sessions() as session:
        found = await session.scalars(select(Community.code).where(Community.occupied))
        return set(found)


@pytest.fixture
async def neighbours(town: World) -> list[Community]:
    towns = {
        "Олешківська": "Олешки",
        "Каховська": "Каховка",
    }
    async with town.sessions.begin() as session:
        return [
            await make_community(
                session, name_uk=name, name_en=name, centre_uk=centre, centre_en=centre
            )
            for name, centre in towns.items()
        ]


async def test_one_community_is_marked(
    town: World, place: Place, neighbours: list[Community], language: str
) -> None:
    phone = await coordinator(town, language)
    await says(town, phone, "/occupied", "Станіслав")
    assert said(language, "Is it occupied territory?") in last(phone)
    await presses(town, phone, said(language, "Occupied"))
    name = "Stanislavska" if language == "en" else "Станіславська"
    assert name in last(phone)
    await presses(town, phone, said(language, "Save"))
    assert last(phone) == said(language, "Changes saved.")
    assert await occupied(town) == {place.community.code}
    assert len(neighbours) == 2


async def test_a_whole_oblast_is_marked_and_unmarked(
    town: World, neighbours: list[Community]
) -> None:
    phone = await coordinator(town, "en")
    for mark, left in (("Occupied", 2), ("Not occupied", 0)):
        await says(town, phone, "/occupied", "Херсонська область")
        assert "1. all of them: 2" in last(phone)
        await presses(town, phone, "1", "Done", mark)
        assert "Communities: 2" in last(phone)
        await presses(town, phone, "Save")
        assert len(await occupied(town)) == left
    assert neighbours


async def test_only_the_ticked_ones_are_marked(
    town: World, neighbours: list[Community]
) -> None:
    phone = await coordinator(town, "en")
    await says(town, phone, "/occupied", "Херсонська область")
    await presses(town, phone, "2", "Done", "Occupied", "Save")
    assert len(await occupied(town)) == 1
    assert neighbours


async def test_nothing_ticked_marks_nothing(
    town: World, neighbours: list[Community]
) -> None:
    phone = await coordinator(town, "en")
    await says(town, phone, "/occupied", "Херсонська область")
    await presses(town, phone, "Done", "Occupied", "Save")
    assert last(phone) == "No community is chosen yet."
    assert await occupied(town) == set()
    assert neighbours


async def test_an_unknown_name_is_told(town: World, language: str) -> None:
    phone = await coordinator(town, language)
    await says(town, phone, "/occupied", "Нарнія")
    told = "We did not find such a community. Please check the name."
    assert last(phone).startswith(said(language, told))


@pytest.mark.usefixtures("place")
async def test_only_coordinators_mark(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/occupied", "Станіслав")
    assert said(language, "Only the group’s team can do this.") in [
        message.text for message in phone.sees()
    ]
    assert await occupied(town) == set()
