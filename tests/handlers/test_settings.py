"""What a group says of itself: set by its team, and what people make of it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import WorkingGroup
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.places import communities, groups
from bot.words.concerns import CATEGORIES
from tests.factories import TEXT, make_community
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    resident,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import World

HELPER = "Надія, бібліотека, щовівторка"
MAIL = "group@example.org"
DUTY = "067 123 45 67"
OTHER = CATEGORIES["C99"].msgid


async def opened(town: World, place: Place, language: str) -> Phone:
    """Let the coordinator write down the facilitator and the contact."""
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    await presses(town, phone, name, said(language, "Settings"))
    await presses(town, phone, said(language, "Facilitator"))
    await says(town, phone, HELPER)
    await presses(town, phone, said(language, "Contact"))
    await says(town, phone, MAIL)
    assert HELPER in last(phone)
    assert MAIL in last(phone)
    await presses(town, phone, said(language, "Save"))
    await presses(town, phone, said(language, "Open the group"))
    assert said(language, "Facilitator: {facilitator}", facilitator=HELPER) in last(
        phone
    )
    return phone


async def test_a_phone_on_duty_is_a_number_set_and_shown(
    town: World, place: Place, language: str
) -> None:
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    for button in (name, "Settings", "Phone on duty"):
        await presses(town, phone, said(language, button))
    await says(town, phone, "лікарня 12")
    refused = (
        "A phone number is needed, for example 101. If there is none, send a dash: -"
    )
    assert said(language, refused) in last(phone)
    await says(town, phone, DUTY)
    for button in ("Save", "Open the group"):
        await presses(town, phone, said(language, button))
    assert said(language, "Phone on duty: {duty}", duty=DUTY) in last(phone)


async def test_what_is_typed_instead_of_a_press_leaves_the_buttons_in_reach(
    town: World, place: Place, language: str
) -> None:
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    await presses(town, phone, name, said(language, "Settings"))
    offered = phone.sees()[-1].buttons
    await says(town, phone, MAIL)
    assert said(language, "Please choose one of the buttons.") in last(phone)
    assert phone.sees()[-1].buttons == offered
    await presses(town, phone, said(language, "Contact"))
    await says(town, phone, MAIL)
    assert said(language, "Contact: {contact}", contact=MAIL) in last(phone)


async def test_settings_lead_to_all_that_is_set_elsewhere(
    town: World, place: Place, language: str
) -> None:
    phone = await coordinator(town, language)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/settings")
    told = last(phone)
    served = communities.short(place.community, language)
    for each in (served, "Chat: none yet", "No channel", "No meeting is planned."):
        assert said(language, each) in told
    ways = ("Communities", "Link for the chat", "Digest", "Channel")
    for each in (*ways, "The next meeting"):
        await says(town, phone, "/settings")
        await presses(town, phone, said(language, each))
        assert said(language, "Settings of the group") not in last(phone)


async def test_settings_lead_a_secretary_only_where_they_may_go(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/settings")
    shown = phone.sees()[-1].buttons
    assert said(language, "The next meeting") in shown
    assert said(language, "Communities") not in shown


async def test_what_another_one_changed_meanwhile_stays(
    town: World, place: Place, session: AsyncSession
) -> None:
    phone = await agreed(town, language="en")
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/settings")
    await presses(town, phone, "Facilitator")
    await says(town, phone, HELPER)
    group = await session.get_one(WorkingGroup, place.group.id)
    group.duty_phone = DUTY
    await session.commit()
    await presses(town, phone, "Save")
    await session.refresh(group)
    assert (group.duty_phone, group.facilitator) == (DUTY, HELPER)


async def test_help_names_the_facilitator_of_ones_group(
    town: World, place: Place, language: str
) -> None:
    await opened(town, place, language)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/help")
    assert said(language, "Hard to type? {facilitator}", facilitator=HELPER) in last(
        phone
    )


async def test_a_group_without_a_facilitator_gives_its_contact(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/help")
    asked = said(
        language, "Hard to type? {facilitator}", facilitator=place.group.contact
    )
    assert asked in last(phone)


@pytest.mark.usefixtures("place")
async def test_nobody_is_named_to_who_has_no_group(town: World) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/help")
    assert "Hard to type?" not in last(phone)


async def test_a_refused_voice_message_names_the_facilitator(
    town: World, place: Place, language: str
) -> None:
    await opened(town, place, language)
    phone = await resident(town, place.community, language=language)
    phone.sends("voice")
    await town.settle()
    assert said(language, "Hard to type? {facilitator}", facilitator=HELPER) in last(
        phone
    )


async def test_a_moderator_cannot_change_the_settings(
    town: World, place: Place
) -> None:
    phone = await agreed(town, language="en")
    await join(town, phone, place.group, Role.MODERATOR)
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en)
    assert "Settings" not in phone.sees()[-1].buttons
    phone.forges(f"settings.1:edit:{place.group.id}", phone.sees()[-1].message_id)
    await town.settle()
    assert last(phone).startswith("Who may do this: Secretary, Chair")


async def test_a_dash_takes_a_contact_away(
    town: World, place: Place, language: str
) -> None:
    phone = await opened(town, place, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    await presses(town, phone, name, said(language, "Settings"))
    await presses(town, phone, said(language, "Facilitator"))
    await says(town, phone, "—")
    await presses(town, phone, said(language, "Save"), said(language, "Open the group"))
    assert HELPER not in last(phone)
    assert MAIL in last(phone)


async def changes(
    town: World, place: Place, label: str, answer: str, *, language: str = "en"
) -> None:
    """Let the secretary change one setting; what is no button is typed."""
    phone = await agreed(town, "Secretary", language=language)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/settings")
    await presses(town, phone, said(language, label))
    if answer in phone.sees()[-1].buttons:
        await presses(town, phone, answer)
    else:
        await says(town, phone, answer)
    await presses(town, phone, said(language, "Save"))


@both
async def test_a_pause_is_told_kindly_with_its_day(
    town: World, place: Place, language: str
) -> None:
    await changes(town, place, "Pause", "21.12.2099", language=language)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea")
    day = {"uk": "21 грудня 2099", "en": "21 December 2099"}[language]
    assert day in last(phone)
    await says(town, phone, "/concern")
    for each in ("No", OTHER):
        await presses(town, phone, said(language, each))
    assert day in last(phone)
    assert "112" in last(phone)


async def test_what_was_written_before_a_pause_waits_in_the_form(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await changes(town, place, "Pause", "21.12.2099")
    await presses(town, phone, "Send")
    assert "takes messages again from" in last(phone)
    await changes(town, place, "Pause", "—")
    await presses(town, phone, "Send")
    assert "Thank you!" in last(phone)


@pytest.mark.parametrize(
    ("label", "way"), [("Proposals", "/idea"), ("Concerns", "/concern")]
)
async def test_a_kind_that_is_not_taken_is_refused_kindly(
    town: World, place: Place, label: str, way: str
) -> None:
    await changes(town, place, label, "No")
    phone = await resident(town, place.community)
    await says(town, phone, way)
    if way == "/concern":
        await presses(town, phone, "Ні", said("uk", OTHER))
    assert "не приймає" in last(phone)


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ("Pause", "21.12.1999"),
        ("Time zone", "Mars/Phobos"),
        ("Submit officially", "ftp://rada"),
        ("Ukrainian name", "РГ"),
    ],
)
@pytest.mark.usefixtures("place")
async def test_what_cannot_be_is_asked_again(
    town: World, label: str, wrong: str
) -> None:
    phone = await coordinator(town, "en")
    await says(town, phone, "/settings")
    await presses(town, phone, label)
    await says(town, phone, wrong)
    assert "Save" not in phone.sees()[-1].buttons


async def test_an_author_in_doubt_is_sent_to_whom_the_settings_name(
    town: World, place: Place, session: AsyncSession
) -> None:
    await changes(town, place, "If you disagree", "doubts@example.org")
    await changes(town, place, "Who decides", "Village head")
    group = await groups.get(session, place.group.id)
    assert group.hears_doubts == "doubts@example.org"
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/about")
    assert "Who decides: Village head" in last(phone)


async def test_communities_of_a_group_are_chosen_anew(
    town: World, place: Place, session: AsyncSession
) -> None:
    other = await make_community(session, name_uk="Олешківська", name_en="Oleshkivska")
    await session.commit()
    phone = await coordinator(town, "en")
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en, "Communities")
    now = communities.display(place.community, "en")
    assert f"{place.group.name_en}\n{now}" in [each.text for each in phone.sees()]
    await says(town, phone, "Олешківська, Станіславська")
    await presses(town, phone, "Save")
    served = await groups.communities_of(session, place.group.id)
    assert {each.code for each in served} == {other.code, place.community.code}


async def test_a_group_is_made_like_another(
    town: World, place: Place, session: AsyncSession
) -> None:
    await changes(town, place, "Phone on duty", DUTY)
    await make_community(session, name_uk="Олешківська", name_en="Oleshkivska")
    group = await session.get_one(WorkingGroup, place.group.id)
    group.paused_until = date(2030, 1, 1)
    await session.commit()
    phone = await coordinator(town, "en")
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en, "Copy the group")
    await says(town, phone, "Олешківська", "РГ Олешок", "WG of Oleshky")
    await presses(town, phone, "Create", "Open the group")
    assert f"Phone on duty: {DUTY}" in last(phone)
    assert "WG of Oleshky" in last(phone)
    assert "Chat: none yet" in last(phone)
    new = select(WorkingGroup.paused_until).where(WorkingGroup.id != group.id)
    assert await session.scalar(new) is None  # what is closed for a time is the other
