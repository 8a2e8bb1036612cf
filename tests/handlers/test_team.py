"""Links into a team, from the coordinator's screen to the guest's chat."""

import re

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models.staff import Role
from bot.services.team import staff
from tests.conftest import Clock
from tests.factories import make_group
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    payload,
    presses,
    says,
)
from tests.world import World

WORDS = {
    "uk": {
        "group": "Робоча група",
        "invite": "Запросити до команди",
        "moderator": "Модерація",
        "welcome": "Тепер ви в команді групи «Робоча група». Ваша роль: Модерація.",
        "used": "Це посилання вже не діє",
        "network": "Тепер ви в команді мережі. Ваша роль: Координація мережі.",
    },
    "en": {
        "group": "Working Group",
        "invite": "Invite to the team",
        "moderator": "Moderator",
        "welcome": "You are in the team of Working Group now. Your role: Moderator.",
        "used": "This link no longer works",
        "network": "You are in the network’s team now. Your role: Network coordinator.",
    },
}


async def invited(town: World, language: str) -> str:
    """Let the coordinator make a moderator's link."""
    words, phone = WORDS[language], await coordinator(town, language)
    await says(town, phone, "/network")
    await presses(town, phone, words["group"], words["invite"], words["moderator"])
    assert "https://t.me/viche_bot?start=i_" in last(phone)
    return payload(phone)


@both
async def test_a_guest_becomes_a_moderator(
    town: World, session: AsyncSession, language: str
) -> None:
    group = await make_group(session)
    token = await invited(town, language)
    guest = await agreed(town, language=language)
    await says(town, guest, f"/start {token}")
    assert WORDS[language]["welcome"] in last(guest)
    assert "/queue" in last(guest)
    assert "/digest" in last(guest)
    assert [each.role for each in await staff.team(session, group.id)] == ["moderator"]


@both
async def test_a_used_link_is_refused_kindly(
    town: World, session: AsyncSession, language: str
) -> None:
    group = await make_group(session)
    token = await invited(town, language)
    await says(town, await agreed(town), f"/start {token}")
    late = await agreed(town, language=language)
    await says(town, late, f"/start {token}")
    assert WORDS[language]["used"] in last(late)
    assert len(await staff.team(session, group.id)) == 1


async def test_a_newcomer_takes_the_link_through_the_consent(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    token = await invited(town, "uk")
    guest = town.telegram.person("Guest", language_code="uk", id=3001)
    await says(town, guest, f"/start {token}")
    await presses(town, guest, "Далі", "Погоджуюся")
    assert WORDS["uk"]["welcome"] in last(guest)
    assert len(await staff.team(session, group.id)) == 1


async def test_a_link_ends_after_a_week(
    town: World, session: AsyncSession, clock: Clock
) -> None:
    await make_group(session)
    token = await invited(town, "uk")
    await clock.forward("7 days 1 minute")
    guest = await agreed(town)
    await says(town, guest, f"/start {token}")
    assert WORDS["uk"]["used"] in last(guest)


@both
async def test_the_operators_link_makes_a_coordinator(
    town: World, session: AsyncSession, language: str
) -> None:
    token = await staff.invite_coordinator(session)
    await session.commit()
    guest = await agreed(town, language=language)
    await says(town, guest, f"/start i_{token}")
    assert WORDS[language]["network"] in last(guest)
    await says(town, guest, "/network")
    assert guest.sees()[-1].buttons != []


async def test_an_observer_is_offered_nothing_but_figures_of_the_network(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    await says(town, phone, "/network")
    await presses(town, phone, "Робоча група", "Запросити до команди", "Спостереження")
    guest = await agreed(town)
    await says(town, guest, f"/start {payload(phone)}")
    assert "Спостереження" in last(guest)
    assert re.findall(r"/\w+", last(guest)) == ["/overview"]


@pytest.mark.parametrize("role", ["coordinator", "king", ""])
async def test_a_forged_role_gives_no_link(
    town: World, session: AsyncSession, role: str
) -> None:
    group = await make_group(session)
    phone = await coordinator(town)
    await says(town, phone, "/network")
    phone.forges(f"team.1:invite:{group.id}:{role}", phone.sees()[-1].message_id)
    await town.settle()
    assert "не діє" in phone.alerts[-1]["text"]
    assert not any("start=i_" in message.text for message in phone.sees())


async def test_a_moderator_cannot_forge_an_invitation(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    phone = await agreed(town)
    await join(town, phone, group, Role.MODERATOR)
    await says(town, phone, "/network")
    phone.forges(f"team.1:invite:{group.id}:chair", phone.sees()[-1].message_id)
    await town.settle()
    assert "Кому це доступно: Координація мережі." in last(phone)
