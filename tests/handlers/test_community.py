"""Choosing one's communities: by typing, by a poster, and what cannot be chosen."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Community, PersonCommunity
from bot.playground.person import Person as Phone
from tests.factories import make_community, make_group
from tests.handlers.cast import (
    agreed,
    both,
    last,
    newcomer,
    presses,
    resident,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import World

NONE = "There is no working group here yet. Groups of your oblast:"
STAY_SAFE = "If you are in occupied territory, do not write here. Stay safe."
STANISLAV = "Stanislav (Stanislavska)"
LVIV = {
    "name_uk": "Львівська",
    "name_en": "Lvivska",
    "raion_uk": "Львівський",
    "raion_en": "Lvivskyi",
    "oblast_uk": "Львівська",
    "oblast_en": "Lvivska",
    "centre_uk": "Львів",
    "centre_en": "Lviv",
}


async def kept(town: World) -> set[str]:
    async with town.sessions() as session:
        found = await session.scalars(select(PersonCommunity.community_code))
        return set(found)


@pytest.fixture
async def twins(town: World) -> list[Community]:
    """Two communities of one name with groups, the first in Odesa oblast."""
    found = []
    async with town.sessions.begin() as session:
        for oblast in ("Одеська", "Херсонська"):
            twin = await make_community(session, oblast_uk=oblast)
            await make_group(session, twin)
            found.append(twin)
    return found


@pytest.mark.parametrize(
    "typed",
    ["Станіслав", "станіславська громада", "Stanislav", "Cnfybckfd", "Станислав"],
)
async def test_a_name_that_means_one_community_chooses_it(
    town: World, place: Place, *, language: str, typed: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", typed)
    assert said(language, "Suggest an idea") in phone.keyboard()
    assert await kept(town) == {place.community.code}


async def test_namesakes_are_listed_with_type_raion_and_oblast(
    town: World, twins: list[Community]
) -> None:
    phone = await agreed(town)
    await says(town, phone, "/community", "станіславська")
    listed = "Станіславська сільська громада\nХерсонський район, {} область"
    for number, oblast in enumerate(("Одеська", "Херсонська"), 1):
        assert f"{number}. {listed.format(oblast)}" in last(phone)
    await presses(town, phone, "1")
    assert "Станіславська (Одеська)" in last(phone)
    assert await kept(town) == {twins[0].code}


async def test_the_list_is_in_english_too(town: World, twins: list[Community]) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Stanislav")
    assert "Stanislavska rural community\nKhersonskyi raion, " in last(phone)
    assert len(twins) == 2


@both
async def test_crimea_is_told_by_its_name(town: World, language: str) -> None:
    crimea = {"uk": "Автономна Республіка Крим", "en": "Avtonomna Respublika Krym"}
    async with town.sessions.begin() as session:
        for _ in range(2):
            await make_community(
                session, oblast_uk=crimea["uk"], oblast_en=crimea["en"]
            )
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Станіслав")
    assert said(language, "Autonomous Republic of Crimea") in last(phone)


async def test_an_exact_name_is_taken_though_its_raion_is_called_so(
    town: World, language: str
) -> None:
    raion = {"raion_uk": "Станіславський", "raion_en": "Stanislavskyi"}
    async with town.sessions.begin() as session:
        city = await make_community(session, type="міська", **raion)
        await make_group(session, city)
        await make_community(session, **LVIV | raion)
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "станіслав")
    assert await kept(town) == {city.code}


@pytest.mark.usefixtures("place")
async def test_the_list_tells_where_there_is_no_group_yet(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, oblast_uk="Одеська", oblast_en="Odeska")
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Станіслав")
    first, second = last(phone).split("\n2. ")
    assert said(language, "has a working group") in first
    assert said(language, "no working group yet") in second


async def test_the_english_list_begins_with_the_centre(
    town: World, twins: list[Community]
) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Stanislav")
    assert "1. Stanislav: Stanislavska rural community" in last(phone)
    assert twins


@pytest.mark.usefixtures("place")
async def test_asked_twice_it_only_asks_again(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/idea", "/community", "/community")
    assert said(language, "Shall we go on where you stopped?") not in last(phone)
    assert len(phone.sees()[-1].buttons) == 2


async def test_a_guess_is_offered_and_not_taken(town: World, place: Place) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Stanisalv")
    assert "Which one is yours?" in last(phone)
    assert "has a working group" in last(phone)
    assert await kept(town) == set()
    await presses(town, phone, "1")
    assert await kept(town) == {place.community.code}


async def test_who_does_not_find_theirs_types_again(
    town: World, twins: list[Community]
) -> None:
    async with town.sessions.begin() as session:
        lviv = await make_community(session, **LVIV)
        await make_group(session, lviv)
    phone = await agreed(town)
    await says(town, phone, "/community", "Станіслав", "Львів")
    assert "Львівська міська" not in last(phone)
    assert await kept(town) == {lviv.code}
    assert len(twins) == 2


async def test_a_long_list_comes_by_eight(town: World) -> None:
    async with town.sessions.begin() as session:
        for _ in range(9):
            await make_community(session)
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Kherson oblast")
    numbers = [str(number) for number in range(1, 9)]
    assert phone.sees()[-1].buttons == [*numbers, "Show more", "Cancel"]
    await presses(town, phone, "Show more")
    assert phone.sees()[-1].buttons[0] == "9"


@pytest.mark.usefixtures("place")
async def test_communities_with_a_group_come_first(town: World) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, name_uk="Абрамівська", centre_uk="Абрамівка")
    phone = await agreed(town)
    await says(town, phone, "/community", "Херсонщина")
    assert "1. Станіславська" in last(phone)
    assert "2. Абрамівська" in last(phone)


@both
async def test_a_former_name_is_told_with_the_new_one(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, former=["Новомосковськ"])
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Novomoskovsk")
    name = "Novomoskovsk" if language == "en" else "Новомосковськ"
    assert said(language, "formerly {name}", name=name) in last(phone)


async def test_a_community_without_a_group_offers_those_of_its_oblast(
    town: World, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, name_uk="Олешківська", centre_uk="Олешки")
        await make_group(session, await make_community(session, **LVIV))
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Олешки")
    assert last(phone) == said(language, NONE)
    name = STANISLAV if language == "en" else "Станіславська"
    assert phone.sees()[-1].buttons == [name, said(language, "Cancel")]
    assert await kept(town) == set()
    await presses(town, phone, name)
    assert await kept(town) == {place.community.code}


async def test_without_a_group_in_the_oblast_all_groups_are_offered(
    town: World, place: Place
) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, **LVIV)
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Львів")
    assert "You can choose another community." in last(phone)
    await presses(town, phone, STANISLAV)
    assert await kept(town) == {place.community.code}


async def test_an_unknown_name_is_told(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Нарнія")
    told = "We did not find such a community. Please check the name."
    asked = (
        "Choose the community your idea is about, or type its name. You can choose "
        "your home community even if you are far away now."
    )
    assert last(phone) == f"{said(language, told)}\n\n{said(language, asked)}"
    assert len(phone.sees()[-1].buttons) == 2
    await says(town, phone, "Станіслав")
    assert await kept(town) == {place.community.code}


async def test_an_unknown_name_after_an_unserved_one_is_told_only_that(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_community(session, **LVIV)
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Львів", "Щщщ")
    told = "We did not find such a community. Please check the name."
    unserved = "There is no working group here yet. You can choose another community."
    assert last(phone).startswith(said(language, told))
    assert said(language, unserved) not in last(phone)


async def occupy(town: World, community: Community) -> None:
    async with town.sessions.begin() as session:
        await session.execute(
            update(Community)
            .where(Community.code == community.code)
            .values(occupied=True)
        )


async def test_an_occupied_community_is_not_kept(
    town: World, place: Place, language: str
) -> None:
    await occupy(town, place.community)
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", "Станіслав")
    assert said(language, STAY_SAFE) in last(phone)
    assert await kept(town) == set()


async def test_who_left_an_occupied_community_chooses_another(
    town: World, place: Place
) -> None:
    async with town.sessions.begin() as session:
        lviv = await make_community(session, **LVIV)
        await make_group(session, lviv)
    await occupy(town, place.community)
    phone = await agreed(town, language="en")
    await says(town, phone, "/community", "Stanislav")
    assert phone.sees()[-1].buttons == ["Lviv (Lvivska)", "Cancel"]
    await presses(town, phone, "Lvivska")
    assert await kept(town) == {lviv.code}


async def test_an_occupied_community_is_not_offered(town: World, place: Place) -> None:
    await occupy(town, place.community)
    phone = await agreed(town, language="en")
    await says(town, phone, "/community")
    assert phone.sees()[-1].buttons == ["Cancel"]


async def test_a_poster_leads_to_its_community(
    town: World, place: Place, language: str
) -> None:
    phone = newcomer(town, language)
    phone.starts(f"c_{place.community.code}")
    await town.settle()
    await presses(
        town, phone, said(language, "Next"), said(language, "I agree, continue")
    )
    assert said(language, "Suggest an idea") in phone.keyboard()
    assert await kept(town) == {place.community.code}


@pytest.mark.parametrize("code", ["", "UA00000000000000000", "nonsense"])
@pytest.mark.usefixtures("place")
async def test_a_poster_of_no_community_asks_for_one(town: World, code: str) -> None:
    phone = await agreed(town, language="en")
    phone.starts(f"c_{code}")
    await town.settle()
    assert "Choose the community" in last(phone)


async def home_and_host(town: World, place: Place, language: str) -> Phone:
    async with town.sessions.begin() as session:
        await make_group(session, await make_community(session, **LVIV))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/community", "Lviv")
    return phone


@both
async def test_home_and_host_are_both_kept(
    town: World, place: Place, language: str
) -> None:
    phone = await home_and_host(town, place, language)
    both = (
        ("Stanislavska", "Lvivska")
        if language == "en"
        else ("Станіславська", "Львівська")
    )
    assert all(name in last(phone) for name in both)
    assert len(await kept(town)) == 2


async def test_one_of_two_can_be_dropped(
    town: World, place: Place, language: str
) -> None:
    phone = await home_and_host(town, place, language)
    await says(town, phone, "/community")
    name = "Stanislav" if language == "en" else "Станіславська"
    await presses(town, phone, said(language, "Only {name}", name=name))
    assert await kept(town) == {place.community.code}


async def test_a_community_that_is_not_kept_cannot_be_kept_alone(
    town: World, place: Place, session: AsyncSession
) -> None:
    stranger = await make_community(session)
    await session.commit()
    phone = await home_and_host(town, place, "en")
    await says(town, phone, "/community")
    message = phone.sees()[-2].message_id
    phone.forges(f"community.1:only:{stranger.code}", message)
    await town.settle()
    assert len(await kept(town)) == 2
