"""The register: complete, with the names of old, in two languages."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Community
from bot.models.staff import Role
from bot.services.places import communities
from tests.factories import make_community, make_group, make_person, make_staff


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


async def test_register_knows_former_names_of_both_files(
    session: AsyncSession,
) -> None:
    await communities.load_register(session)
    samar = await communities.find(session, "UA12100070000011492")
    dnipro = await communities.find(session, "UA12020010000033698")
    assert samar is not None
    assert dnipro is not None
    assert {"Новомосковськ", "Новомосковська"} <= set(samar.former)
    assert "Дніпропетровськ" in dnipro.former


def test_former_names_are_those_of_communities_in_the_register() -> None:
    codes = {row["code"] for row in communities._read()}
    assert set(communities._former()) <= codes


def test_former_names_stand_beside_the_centre_of_today() -> None:
    centres = {row["code"]: row["centre_uk"] for row in communities._read()}
    rows = list(communities._rows(communities._FORMER[1]))
    wrong = [row for row in rows if centres[row["code"]] != row["centre_uk"]]
    assert wrong == []


async def test_marking_is_for_coordinators(session: AsyncSession) -> None:
    community, person = await make_community(session), await make_person(session)
    codes = [community.code]
    with pytest.raises(UserError):
        await communities.mark_occupied(session, person.id, codes, occupied=True)
    await make_staff(session, person, None, role=Role.COORDINATOR)
    await communities.mark_occupied(session, person.id, codes, occupied=True)
    await session.refresh(community)
    assert community.occupied


async def test_occupied_communities_are_not_offered(session: AsyncSession) -> None:
    community = await make_community(session, occupied=True)
    await make_group(session, community)
    assert list(await communities.list_served(session)) == []


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
        "Stanislav (Stanislavska, Khersonska)",
    ]
