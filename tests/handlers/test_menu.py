"""The small screens: menu, cancel, language, about, help."""

import pytest

from bot.i18n import Text
from bot.models.staff import Role
from handlers import FEATURES
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    both,
    commands_of,
    join,
    last,
    newcomer,
    presses,
    resident,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import World

MENU = (
    "Suggest an idea",
    "What worries me",
    "Vote",
    "See proposals",
    "My messages",
    "Group news",
    "About this bot",
    "Language · Мова",
    "How to use",
    "Delete my data",
)

MAIL = "rada@example.org"


@both
async def test_menu_shows_only_what_works(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/menu")
    assert phone.keyboard() == [said(language, name) for name in MENU]


@both
async def test_every_label_of_the_menu_answers(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/menu")
    for name in MENU:
        before = len(phone.sees())
        phone.taps(said(language, name))
        await town.settle()
        assert len(phone.sees()) > before + 1


async def test_cancel_throws_the_form_away(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", TEXT, "/cancel")
    assert last(phone) == said(language, "Cancelled. Nothing was sent.")
    await says(town, phone, "/cancel")
    assert last(phone) == said(language, "There is nothing to cancel.")


async def test_form_goes_on_in_another_language(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="uk")
    await says(town, phone, "/idea", TEXT, "/language")
    await presses(town, phone, "English")
    assert "Suggest an idea" in phone.keyboard()
    await presses(town, phone, "Go on")
    assert any("Which topic is it about?" in each.text for each in phone.sees())


async def test_label_of_the_other_language_still_works(town: World) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "Мої повідомлення")
    assert last(phone) == "You have not sent anything yet."


async def test_about_names_the_group_and_its_contact(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/about")
    name = place.group.name_en if language == "en" else place.group.name_uk
    assert f"{name}\n{said(language, 'Questions: {contact}', contact=MAIL)}" in last(
        phone
    )
    await presses(town, phone, said(language, "Choose a community"))
    named = place.community.name_en if language == "en" else place.community.name_uk
    assert named in str(phone.sees()[-1].buttons)


@both
async def test_about_shows_the_very_notice_that_was_agreed_to(
    town: World, language: str
) -> None:
    stranger = newcomer(town, language)
    await says(town, stranger, "/start")
    await presses(town, stranger, said(language, "Next"))
    agreed_to = last(stranger)
    phone = await agreed(town, language=language)
    await says(town, phone, "/about")
    await presses(town, phone, said(language, "Your data in brief"))
    assert last(phone) == agreed_to


DIGEST = {
    Role.MODERATOR: "send the digest",
    Role.SECRETARY: "send the digest, or choose its day",
}


@pytest.mark.parametrize("role", DIGEST)
async def test_help_tells_of_the_digest_what_this_person_may_do(
    town: World, place: Place, language: str, role: Role
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, role)
    await says(town, phone, "/help")
    line = said(
        language, "/{command} — {about}", command="digest", about=Text(DIGEST[role])
    )
    assert line in last(phone).split("\n")


def test_help_tells_of_every_command_but_start() -> None:
    untold = [n for each in FEATURES for n in each.commands if n not in each.about]
    assert untold == ["start"]


async def test_help_lists_commands_anew(town: World, place: Place) -> None:
    phone = await agreed(town)
    await join(town, phone, place.group)  # as if its role could do more since then
    await says(town, phone, "/help")
    assert "queue" in commands_of(town, phone)


async def test_help_names_the_queue_to_moderators_only(
    town: World, place: Place
) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/help")
    assert "/queue" not in last(phone)
    await join(town, phone, place.group)
    await says(town, phone, "/help")
    assert "/queue" in last(phone)
