"""A form that is asked for in the middle of another: nothing typed is lost silently."""

import pytest

from bot.models import Community
from bot.playground.person import Person as Phone
from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import agreed, last, presses, resident, said, says
from tests.handlers.conftest import Desk, Place
from tests.world import World

ASKED = (
    "You began something else and have not sent it. Shall we go on where you stopped?"
)
ERASE = "Erase what I began"
TOPIC = "Which topic is it about?"
CHOOSE = (
    "Choose the community your idea is about, or type its name. You can choose your "
    "home community even if you are far away now."
)


@pytest.fixture
async def halfway(town: World, place: Place, language: str) -> Phone:
    """Somebody who has typed an idea and asks for another community."""
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", TEXT, "/community")
    return phone


async def test_the_idea_is_offered_before_another_community(
    halfway: Phone, language: str
) -> None:
    assert last(halfway) == said(language, ASKED)
    buttons = [said(language, "Go on"), said(language, ERASE)]
    assert halfway.sees()[-1].buttons == buttons


async def test_the_idea_goes_on(town: World, halfway: Phone, language: str) -> None:
    await presses(town, halfway, said(language, "Go on"))
    assert said(language, TOPIC) in last(halfway)
    await presses(town, halfway, halfway.sees()[-1].buttons[0])
    assert TEXT in last(halfway)


async def test_erased_the_idea_gives_way_to_the_community(
    town: World, halfway: Phone, language: str
) -> None:
    await presses(town, halfway, said(language, ERASE))
    assert last(halfway) == said(language, CHOOSE)
    await says(town, halfway, "/idea")
    assert TEXT not in last(halfway)


async def test_what_is_offered_can_be_cancelled(
    town: World, halfway: Phone, language: str
) -> None:
    await says(town, halfway, "/cancel")
    assert last(halfway) == said(language, "Cancelled. Nothing was sent.")
    await says(town, halfway, "/cancel")
    assert last(halfway) == said(language, "There is nothing to cancel.")


async def test_typing_on_goes_on_with_the_idea(
    town: World, halfway: Phone, language: str
) -> None:
    await says(town, halfway, "Станіслав")
    assert last(halfway).startswith(said(language, "Please choose one of the buttons."))
    assert said(language, TOPIC) in last(halfway)


@pytest.fixture
async def other(town: World) -> Community:
    async with town.sessions.begin() as session:
        community = await make_community(session, name_en="Guest", name_uk="Гостинна")
        await make_group(session, community)
    return community


async def test_the_link_of_a_poster_waits_for_the_answer(
    town: World, halfway: Phone, other: Community, language: str
) -> None:
    halfway.starts(f"c_{other.code}")
    await town.settle()
    assert last(halfway) == said(language, ASKED)
    await presses(town, halfway, said(language, ERASE))
    name = other.name_en if language == "en" else other.name_uk
    assert name in last(halfway)


@pytest.mark.usefixtures("place")
async def test_a_text_on_its_way_to_a_community_is_not_lost(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, TEXT)
    await presses(town, phone, said(language, "It is a proposal"))
    await says(town, phone, "/community")
    await presses(town, phone, said(language, "Go on"))
    await says(town, phone, "Станіслав")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert TEXT in last(phone)


async def test_a_text_that_is_asked_about_is_not_lost(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT, "/community")
    assert last(phone) == said(language, ASKED)
    await presses(town, phone, said(language, "Go on"))
    assert TEXT in last(phone)


@pytest.mark.usefixtures("place")
async def test_a_question_to_an_author_waits_for_the_moderators_own_idea(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.moderator, "/community", "Станіслав", "/idea", TEXT)
    await presses(town, desk.moderator, said(language, "Ask for details"))
    assert last(desk.moderator) == said(language, ASKED)
    await presses(town, desk.moderator, said(language, ERASE))
    await says(town, desk.moderator, "Скільки лавок потрібно?")
    assert "Скільки лавок потрібно?" in last(desk.author)
