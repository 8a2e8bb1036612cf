"""A coordinator's way: a group, its chat, its team."""

from datetime import time

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import GroupCommunity, Staff, WorkingGroup
from bot.models.staff import Role
from tests.factories import make_community, make_group
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    says,
)
from tests.world import World

WORDS = {
    "uk": {
        "new": "Нова робоча група",
        "create": "Створити",
        "created": "Робочу групу створено",
        "unknown": "У реєстрі немає громади",
        "name": "від 5 до 80 знаків",
        "only": "лише команді групи",
    },
    "en": {
        "new": "New working group",
        "create": "Create",
        "created": "working group is created",
        "unknown": "The register has no community",
        "name": "5 to 80 characters",
        "only": "Only the group’s team",
    },
}


@both
async def test_a_coordinator_creates_a_group(
    town: World, session: AsyncSession, language: str
) -> None:
    words = WORDS[language]
    community = await make_community(session)
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    await presses(town, phone, words["new"])
    await says(town, phone, "Станіславська", "Група Станіслава", "Stanislav group")
    assert "Stanislav group" in last(phone)
    await presses(town, phone, words["create"])
    assert words["created"] in last(phone)
    group = (await session.scalars(select(WorkingGroup))).one()
    assert (group.name_uk, group.name_en, group.language) == (
        "Група Станіслава",
        "Stanislav group",
        "uk",
    )
    served = (await session.scalars(select(GroupCommunity.community_code))).all()
    assert served == [community.code]


@both
async def test_what_the_register_does_not_know_is_refused(
    town: World, session: AsyncSession, language: str
) -> None:
    words = WORDS[language]
    await make_community(session)
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    await presses(town, phone, words["new"])
    await says(town, phone, "Станіславська, Атлантида")
    assert words["unknown"] in last(phone)
    assert "Атлантида" in last(phone)
    await says(town, phone, "Станіславська", "abc")
    assert words["name"] in last(phone)


async def test_communities_of_one_name_are_chosen_by_hand(
    town: World, session: AsyncSession
) -> None:
    for oblast in ("Херсонська область", "Одеська область"):
        await make_community(session, oblast_uk=oblast)
    phone = await coordinator(town)
    await says(town, phone, "/groups")
    await presses(town, phone, "Нова робоча група")
    await says(town, phone, "Станіславська")
    assert "Одеська область" in last(phone)
    await presses(town, phone, "2", "Готово")
    await says(town, phone, "Група Станіслава", "Stanislav group")
    await presses(town, phone, "Створити")
    served = (await session.scalars(select(GroupCommunity.community_code))).all()
    assert len(served) == 1


async def test_a_group_of_no_community_is_not_created(
    town: World, session: AsyncSession
) -> None:
    for _ in range(2):
        await make_community(session)
    phone = await coordinator(town)
    await says(town, phone, "/groups")
    await presses(town, phone, "Нова робоча група")
    await says(town, phone, "Станіславська")
    await presses(town, phone, "Готово")
    await says(town, phone, "Група Станіслава", "Stanislav group")
    await presses(town, phone, "Створити")
    assert "ще не обрано" in last(phone)
    assert (await session.scalars(select(WorkingGroup))).all() == []


async def test_the_language_of_the_chat_is_chosen_on_the_preview(
    town: World, session: AsyncSession
) -> None:
    await make_community(session)
    phone = await coordinator(town)
    await says(town, phone, "/groups")
    await presses(town, phone, "Нова робоча група")
    await says(town, phone, "Станіславська", "Група Станіслава", "Stanislav group")
    await presses(town, phone, "Мова чату", "Англійська", "Створити")
    group = (await session.scalars(select(WorkingGroup))).one()
    assert group.language == "en"


CARDS = {
    "uk": [
        "Робоча група",
        "Станіславська",
        "Чат: ще немає",
        "Дайджест: щопонеділка, 09:00",
        "Модерація: 1",
    ],
    "en": [
        "Working Group",
        "Stanislavska",
        "Chat: none yet",
        "Digest: every Monday, 09:00",
        "Moderator: 1",
    ],
}


@both
async def test_the_card_tells_about_a_group(
    town: World, session: AsyncSession, language: str
) -> None:
    community = await make_community(session)
    schedule = {"digest_weekday": 0, "digest_time": time(9)}
    group = await make_group(session, community, **schedule)
    phone = await coordinator(town, language)
    await join(town, await agreed(town, "Moderator"), group)
    await says(town, phone, "/network")
    await presses(town, phone, CARDS[language][0])
    assert [line for line in CARDS[language] if line not in last(phone)] == []


@both
async def test_strangers_have_no_network(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/network")
    assert WORDS[language]["only"] in last(phone)


async def test_strangers_see_no_card(town: World, session: AsyncSession) -> None:
    group = await make_group(session)
    phone = await agreed(town)
    await says(town, phone, "/network")
    message = phone.sees()[-1].message_id
    for data in (f"net.1:show:{group.id}", "net.1:create"):
        phone.forges(data, message)
        await town.settle()
    refusals = [each for each in phone.sees() if WORDS["uk"]["only"] in each.text]
    assert len(refusals) == 3


@pytest.mark.parametrize("data", ["net.1:show:x", "net.1:show", "net.1:page:-1"])
async def test_forged_buttons_lead_to_the_menu(town: World, data: str) -> None:
    phone = await coordinator(town)
    await says(town, phone, "/network")
    phone.forges(data, phone.sees()[-1].message_id)
    await town.settle()
    assert "не діє" in phone.alerts[-1]["text"]


async def test_a_long_list_is_paged(town: World, session: AsyncSession) -> None:
    for number in range(9):
        await make_group(session, name_uk=f"Група {number}")
    phone = await coordinator(town)
    await says(town, phone, "/network")
    assert "Група 8" not in phone.sees()[-1].buttons
    await presses(town, phone, "Показати ще")
    assert "Група 8" in phone.sees()[-1].buttons
    await presses(town, phone, "Назад")
    assert "Група 0" in phone.sees()[-1].buttons


async def test_a_member_sees_only_what_members_may(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    phone = await agreed(town)
    await join(town, phone, group, Role.MEMBER)
    await says(town, phone, "/network")
    await presses(town, phone, "Робоча група")
    assert phone.sees()[-1].buttons == ["Назад"]


async def test_a_coordinator_of_the_settings_is_enrolled(
    town: World, session: AsyncSession
) -> None:
    phone = await coordinator(town)
    await session.execute(delete(Staff))
    await session.commit()
    await says(town, phone, "/network")
    assert "Робочих груп: 0" in last(phone)


@both
async def test_help_names_only_what_a_person_may_do(town: World, language: str) -> None:
    phone, stranger = await coordinator(town, language), await agreed(town)
    for each in (phone, stranger):
        await says(town, each, "/help")
    assert "/network" in last(phone)
    assert "/digest" in last(phone)
    assert "/network" not in last(stranger)


async def test_a_button_does_not_repeat_that_it_is_a_group(
    town: World, session: AsyncSession, language: str
) -> None:
    names = {
        "name_uk": "Робоча група Бердичівської громади",
        "name_en": "Working group of Berdychiv",
    }
    await make_group(session, **names)
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    shown = {"uk": "Бердичівської громади", "en": "Berdychiv"}
    assert phone.sees()[-1].buttons[0] == shown[language]
