"""Texts out of the blue: each is asked about by itself, or refused at once."""

import pytest

from tests.factories import TEXT
from tests.handlers.cast import last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

OTHER = "Освітити стежку від школи до зупинки, бо там темно."
QUESTION = "Is it a proposal or something that worries you? We have kept the text."
ASKED = "What should change and why? Describe it in a few sentences."
YES = "It is a proposal"
REFUSED = {
    "Спитайте Олену Іванівну Петренко, вона розповість про лавки.": (
        "There seems to be a phone, name or address. Please remove it. We have not kept"
        " this text; you can delete it from the chat."
    ),
    "?": "The text is too short. Please add one more sentence.",
}


@pytest.mark.parametrize("text", REFUSED)
async def test_what_a_form_would_refuse_is_refused_at_once(
    town: World, place: Place, language: str, text: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, text)
    assert last(phone).startswith(said(language, REFUSED[text]))
    await says(town, phone, "/cancel")
    assert last(phone) == said(language, "There is nothing to cancel.")


async def test_a_further_text_takes_the_place_of_the_first_and_says_so(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT, OTHER)
    instead = said(language, "We have kept this text instead of the earlier one.")
    assert last(phone).startswith(instead)
    await presses(town, phone, said(language, YES))
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert OTHER in last(phone)
    assert TEXT not in last(phone)


async def test_a_further_text_that_is_refused_leaves_the_first(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT, "?")
    assert last(phone).startswith(said(language, REFUSED["?"]))
    assert last(phone).endswith(f"{said(language, QUESTION)}\n\n{TEXT}")


async def test_the_button_of_an_earlier_question_is_an_old_one(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT)
    first = phone.sees()[-1]
    await says(town, phone, OTHER)
    pressed = next(key for key in first.keys if key["text"] == said(language, YES))
    phone.forges(pressed["callback_data"], first.message_id)
    await town.settle()
    assert last(phone) == said(language, "What would you like to do?")


async def test_no_keeps_nothing_and_says_so(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT)
    await presses(town, phone, said(language, "Neither"))
    assert last(phone) == said(language, "All right. We kept nothing and sent nothing.")
    assert said(language, "Suggest an idea") in phone.keyboard()


async def test_start_does_not_speak_of_a_form_that_was_never_begun(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT, "/start")
    assert last(phone) == said(language, "A question here waits for your answer.")
    await presses(town, phone, said(language, "Go on"))
    assert said(language, QUESTION) in last(phone)


async def test_an_unknown_command_inside_a_form_repeats_the_question(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", "/dance")
    assert said(language, ASKED) in last(phone)


async def test_a_photo_inside_a_form_repeats_the_question(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea")
    phone.sends("photo")
    await town.settle()
    assert said(language, ASKED) in last(phone)
