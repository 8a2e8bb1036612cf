"""Whom people may turn to: set by a coordinator, named to those who do not type."""

from bot.models.staff import Role
from tests.handlers.cast import (
    agreed,
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


async def opened(town: World, place: Place, language: str) -> None:
    """Let the coordinator write down the facilitator and the contact."""
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    await presses(town, phone, name, said(language, "Contacts"))
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


async def test_a_phone_on_duty_is_a_number_set_and_shown(
    town: World, place: Place, language: str
) -> None:
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    for button in (name, "Contacts", "Phone on duty"):
        await presses(town, phone, said(language, button))
    await says(town, phone, "лікарня 12")
    refused = "A phone number is needed, for example 101. A dash: none."
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
    await presses(town, phone, name, said(language, "Contacts"))
    offered = phone.sees()[-1].buttons
    await says(town, phone, MAIL)
    assert said(language, "Please choose one of the buttons.") in last(phone)
    assert phone.sees()[-1].buttons == offered
    await presses(town, phone, said(language, "Contact"))
    await says(town, phone, MAIL)
    assert said(language, "Contact: {contact}", contact=MAIL) in last(phone)


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


async def test_nobody_is_named_to_who_has_no_group(town: World, place: Place) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/help")
    assert "Hard to type?" not in last(phone)
    assert place


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


async def test_who_does_not_coordinate_cannot_change_the_contacts(
    town: World, place: Place
) -> None:
    phone = await agreed(town, language="en")
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en)
    assert "Contacts" not in phone.sees()[-1].buttons
    phone.forges(f"contacts.1:edit:{place.group.id}", phone.sees()[-1].message_id)
    await town.settle()
    assert last(phone).startswith("Who may do this: Network coordinator.")


async def test_a_dash_takes_a_contact_away(
    town: World, place: Place, language: str
) -> None:
    await opened(town, place, language)
    phone = await coordinator(town, language)
    name = place.group.name_en if language == "en" else place.group.name_uk
    await says(town, phone, "/network")
    await presses(town, phone, name, said(language, "Contacts"))
    await presses(town, phone, said(language, "Facilitator"))
    await says(town, phone, "—")
    await presses(town, phone, said(language, "Save"), said(language, "Open the group"))
    assert HELPER not in last(phone)
    assert MAIL in last(phone)
