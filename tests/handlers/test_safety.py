"""The safe word and the quick exit, in any form and for whoever writes."""

import pytest
from sqlalchemy import func, select

from bot.conversation.holding import EXIT
from bot.i18n import LANGUAGES, translator
from bot.models import Conversation, Remembered
from bot.playground.person import Person as Phone
from handlers import FEATURES
from handlers.safety import HELP, LEAVE
from tests.factories import TEXT
from tests.handlers.cast import last, newcomer, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

NEUTRAL = "All right. All the best."
ASKED = "What should change and why? Describe it in a few sentences."
EMERGENCY = ("101", "102", "103", "104", "112")


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.sees()]


@pytest.mark.parametrize(
    "word",
    ["допомога", "Допомога!", " ДОПОМОГА ", "help", "Help!!!", "помогите", "SOS"],
)
def test_safe_word_is_known_however_it_is_typed(word: str) -> None:
    assert HELP.search(word)


@pytest.mark.parametrize(
    "word", ["допомога ВПО", "helpful", "exit to the park", "/help", ""]
)
def test_words_within_a_message_are_no_safe_words(word: str) -> None:
    assert not HELP.search(word)
    assert not LEAVE.search(word)


@pytest.mark.parametrize("word", ["вихід", "Вихід.", "exit", "EXIT!", "выход"])
def test_quick_exit_is_known_however_it_is_typed(word: str) -> None:
    assert LEAVE.search(word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_button_of_the_menu_bears_a_safe_word(language: str) -> None:
    labels = [text for feature in FEATURES for text in feature.labels]
    shown = [translator(language).plain(text) for text in labels]
    assert [each for each in shown if HELP.search(each) or LEAVE.search(each)] == []


async def test_safe_word_in_a_form_shows_numbers_and_the_way_back(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", "Допомога" if language == "uk" else "help")
    numbers = phone.sees()[-2].text
    assert all(number in numbers for number in EMERGENCY)
    await presses(town, phone, said(language, "Go on"))
    assert said(language, ASKED) in last(phone)


async def test_safe_word_of_a_stranger_shows_numbers(town: World) -> None:
    phone = newcomer(town)
    await says(town, phone, "допомога")
    assert all(number in last(phone) for number in EMERGENCY)


async def test_quick_exit_leaves_one_neutral_line_of_both_sides(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/about", "/mine", "/idea", TEXT)
    await says(town, phone, "вихід" if language == "uk" else "exit")
    assert texts(phone) == [said(language, NEUTRAL)]
    assert phone.keyboard() == []


async def test_quick_exit_of_a_button_leaves_one_neutral_line(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/mine", "допомога")
    await presses(town, phone, translator("uk").plain(EXIT.label))
    assert texts(phone) == [said("uk", NEUTRAL)]


async def test_quick_exit_erases_the_open_draft_and_the_memory(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/idea", TEXT, "вихід")
    async with town.sessions() as session:
        drafts = await session.scalars(select(Conversation.answers))
        kept = await session.scalar(select(func.count()).select_from(Remembered))
    assert drafts.all() == [None]
    assert kept == 2  # the word itself and the neutral line: the next exit takes them


async def test_strangers_are_not_remembered(town: World) -> None:
    await says(town, newcomer(town), "/start", "допомога")
    async with town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Remembered)) == 0


async def test_nothing_is_remembered_of_who_deleted_their_data(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/mine", "/delete")
    await presses(town, phone, said("uk", "Yes, delete my data"))
    async with town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Remembered)) == 0
