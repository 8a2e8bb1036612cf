"""The list of a team, and roles and links that are taken back."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models.staff import Role
from bot.services.team import staff
from tests.factories import make_group
from tests.handlers.cast import (
    agreed,
    commands_of,
    coordinator,
    join,
    last,
    payload,
    presses,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import World


async def test_a_coordinator_takes_a_role_back(
    town: World, place: Place, session: AsyncSession, language: str
) -> None:
    phone, guest = await coordinator(town, language), await agreed(town)
    await join(town, guest, place.group, Role.SECRETARY)
    await says(town, guest, "/menu")
    await says(town, phone, "/team")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert said(language, "Secretary") in last(phone)
    await presses(town, phone, "1", said(language, "Yes, withdraw"))
    assert said(language, "Team: nobody yet") in last(phone)
    assert await staff.team(session, place.group.id) == []
    assert last(guest) == "Ви більше не маєте ролі: Секретаріат."


async def test_what_one_may_no_longer_do_one_no_longer_sees(
    town: World, place: Place
) -> None:
    phone, guest = await coordinator(town), await agreed(town)
    await join(town, guest, place.group)
    await says(town, phone, "/team")
    await presses(town, phone, "Станіслава", "1", "Так, забрати")
    assert {"queue", "digest", "idea"} & commands_of(town, guest) == {"idea"}


@pytest.mark.usefixtures("place")
async def test_a_member_has_a_sector(town: World, language: str) -> None:
    phone, guest = await coordinator(town, language), await agreed(town, language="en")
    await says(town, phone, "/team")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    for each in ("Invite to the team", "Member", "Police"):
        await presses(town, phone, said(language, each))
    await says(town, guest, f"/start {payload(phone)}")
    assert "Your role: Member, Police." in last(guest)


async def test_a_link_is_ended_before_it_is_used(town: World, place: Place) -> None:
    phone, late = await coordinator(town), await agreed(town)
    token = await _invited(town, place)
    await says(town, phone, "/team")
    await presses(town, phone, "Станіслава")
    assert "Посилання: Голова групи, діє до" in last(phone)
    await presses(town, phone, "1", "Так, забрати")
    phone.forges(f"roster.1:link:{place.group.id}:1", phone.sees()[-1].message_id)
    await town.settle()
    assert last(phone) == "Це посилання вже не діє."
    await says(town, late, f"/start i_{token}")
    assert "вже не діє" in last(late)


async def test_the_last_coordinator_stays(town: World, session: AsyncSession) -> None:
    phone = await coordinator(town)
    await says(town, phone, "/team")
    await presses(town, phone, "1", "Так, забрати")
    assert "хоча б одна людина" in last(phone)
    assert len(await staff.coordinators(session)) == 1


async def test_coordinators_are_invited_by_one(town: World) -> None:
    phone, guest = await coordinator(town), await agreed(town)
    await says(town, phone, "/team")
    await presses(town, phone, "Запросити до команди")
    await says(town, guest, f"/start {payload(phone)}")
    assert "Ваша роль: Координація мережі" in last(guest)


async def test_a_secretary_reads_the_list_of_the_own_group_only(
    town: World, place: Place, session: AsyncSession
) -> None:
    phone = await agreed(town)
    await join(town, phone, place.group, Role.SECRETARY)
    other = await make_group(session)
    await session.commit()
    await says(town, phone, "/team")
    assert phone.sees()[-1].buttons == [
        "Члени групи поштою",
        "Відкрити групу",
    ]
    phone.forges(f"roster.1:show:{other.id}", phone.sees()[-1].message_id)
    await town.settle()
    assert "Кому це доступно" in last(phone)


async def _invited(town: World, place: Place) -> str:
    async with town.sessions.begin() as session:
        [boss] = await staff.coordinators(session)
        return await staff.invite(session, boss.person_id, place.group.id, Role.CHAIR)
