"""The register: complete, searchable by what people type, in two languages."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Community
from bot.services import communities
from tests.factories import make_community, make_group


@pytest.fixture
async def chornobaivska(session: AsyncSession) -> Community:
    await make_community(session, name_uk="Слов’янська", centre_uk="Слов’янськ")
    return await make_community(
        session,
        name_uk="Чорнобаївська",
        name_en="Chornobaivska",
        centre_uk="Чорнобаївка",
        centre_en="Chornobaivka",
    )


async def test_whole_register_is_loaded(session: AsyncSession) -> None:
    register = await communities.load_register(session)
    outside = Community.codifier_only
    counted = await session.execute(
        select(func.count(), func.count().filter(outside)).select_from(Community)
    )
    assert register == 1774
    assert counted.one() == (1774, 304)


async def test_register_loaded_again_takes_new_names(session: AsyncSession) -> None:
    await make_community(session, code="UA65100170000014054", name_uk="Стара")
    await communities.load_register(session)
    session.expire_all()
    found = await communities.find(session, "UA65100170000014054")
    assert found is not None
    assert found.name_uk == "Чорнобаївська"


@pytest.mark.parametrize(
    "words",
    [
        "Чорнобаївка",
        "чорнобаївська",
        "Чорнобаївська сільська територіальна громада",
        "Chornobaivska",
        "chornobaivka community",
        " ЧОРНОБАЇВ ",
    ],
)
async def test_typed_name_is_found(
    session: AsyncSession, chornobaivska: Community, words: str
) -> None:
    assert list(await communities.find_by_name(session, words)) == [chornobaivska]


@pytest.mark.parametrize("words", ["", "громада", "%", "_", "Такої немає"])
async def test_words_that_name_nothing_find_nothing(
    session: AsyncSession, chornobaivska: Community, words: str
) -> None:
    assert chornobaivska
    assert list(await communities.find_by_name(session, words)) == []


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "`"])
async def test_any_apostrophe_will_do(
    session: AsyncSession, chornobaivska: Community, apostrophe: str
) -> None:
    found = await communities.find_by_name(session, f"Слов{apostrophe}янськ")
    assert chornobaivska not in found
    assert "Слов’янська" in [community.name_uk for community in found]


async def test_exact_name_comes_before_longer_ones(session: AsyncSession) -> None:
    exact = await make_community(session, name_uk="Ямська", centre_uk="Лиман")
    await make_community(session, name_uk="Абрамівська", centre_uk="Лиманське")
    found = await communities.find_by_name(session, "Лиман")
    assert found[0] is exact


async def test_served_namesake_comes_first(session: AsyncSession) -> None:
    twins = [await make_community(session) for _ in range(3)]
    await make_group(session, twins[1])
    found = await communities.find_by_name(session, "Станіславська")
    served = await communities.find_by_name(session, "Станіславська", served=True)
    assert (found[0], len(found)) == (twins[1], 3)
    assert list(served) == [twins[1]]


async def test_served_are_listed_once_each(session: AsyncSession) -> None:
    served, _unserved = await make_community(session), await make_community(session)
    for _ in range(2):
        await make_group(session, served)
    assert list(await communities.list_served(session)) == [served]


async def test_namesakes_are_told_apart_by_oblast(session: AsyncSession) -> None:
    community = await make_community(session)
    shown = [communities.display(community, language) for language in ("uk", "en")]
    assert shown == [
        "Станіславська (Херсонська)",
        "Stanislavska (Khersonska)",
    ]
