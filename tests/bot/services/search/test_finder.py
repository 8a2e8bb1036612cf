"""The index of the database's register, and what has a working group."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.search import finder
from tests.factories import make_community, make_group


async def codes(session: AsyncSession, text: str) -> list[str]:
    return [hit.place.code for hit in (await finder.find(session, text)).hits]


async def test_a_new_community_is_found_at_once(session: AsyncSession) -> None:
    assert await codes(session, "Станіслав") == []
    community = await make_community(session)
    assert await codes(session, "Станіслав") == [community.code]


async def test_a_changed_name_is_found_at_once(session: AsyncSession) -> None:
    community = await make_community(session, centre_uk="Стара", centre_en="Stara")
    await session.commit()  # every transaction leaves its mark on the rows
    assert await codes(session, "Стара") == [community.code]
    community.centre_uk = "Озеро"
    await session.commit()
    assert await codes(session, "Озеро") == [community.code]


async def test_namesakes_with_a_group_come_first(session: AsyncSession) -> None:
    twins = [await make_community(session) for _ in range(3)]
    await make_group(session, twins[1])
    found = await finder.find(session, "Станіслав")
    assert found.hits[0].place.code == twins[1].code
    assert found.served == {twins[1].code}


async def test_a_better_match_comes_before_one_with_a_group(
    session: AsyncSession,
) -> None:
    raion = {"raion_uk": "Станіславський"}
    names = {"name_uk": "Лиманська", "name_en": "Lymanska"}
    centre = {"centre_uk": "Лиман", "centre_en": "Lyman"}
    seat = await make_community(session, **raion)
    other = await make_community(session, **raion, **names, **centre)
    await make_group(session, other)
    assert await codes(session, "Станіслав") == [seat.code, other.code]
    assert await codes(session, "Станіславський район") == [other.code, seat.code]


@pytest.mark.parametrize("typed", ["Станіслав", "станіславську громаду", "Cnfybckfd"])
async def test_one_community_by_its_name_is_certain(
    session: AsyncSession, typed: str
) -> None:
    await make_community(session)
    assert (await finder.find(session, typed)).certain


@pytest.mark.parametrize("typed", ["Станисалв", "Старе Озеро", "Херсонська", "Стані"])
async def test_a_guess_a_former_name_and_an_area_are_not_certain(
    session: AsyncSession, typed: str
) -> None:
    await make_community(session, former=["Старе Озеро"])
    found = await finder.find(session, typed)
    assert len(found.hits) == 1
    assert not found.certain


async def test_a_very_long_text_is_searched_by_its_beginning(
    session: AsyncSession,
) -> None:
    assert await codes(session, "ї" * 4000) == []
