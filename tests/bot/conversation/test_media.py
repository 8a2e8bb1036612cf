"""What is no text of one's own is refused politely, and deleted."""

import pytest

from bot.playground.person import Person
from tests.bot.conversation.conftest import LONG, shown
from tests.handlers.cast import agreed, last, presses, says
from tests.world import World

MEDIA = "We accept text only. This message was deleted."
CAPTIONED = "The picture is deleted; its caption is taken as your text."
PIN = (
    "We do not accept map pins. This message was deleted. Write only the name of the "
    "village or town."
)
CONTACT = "We do not need your contact. We deleted it."
FORWARD = (
    "We do not accept forwarded messages. This message was deleted. Please use your "
    "own words."
)
QUESTION = "1 of 6\n\nWhat should change and why? Describe it in a few sentences."


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("photo", MEDIA),
        ("voice", MEDIA),
        ("video_note", MEDIA),
        ("video", MEDIA),
        ("audio", MEDIA),
        ("sticker", MEDIA),
        ("document", MEDIA),
        ("poll", MEDIA),
        ("contact", CONTACT),
        ("location", PIN),
        ("venue", PIN),
    ],
)
async def test_it_is_refused_with_its_sentence_and_deleted(
    bot: World, olena: Person, kind: str, refusal: str
) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.sends(kind)
    await bot.settle()
    left = [each.message_id for each in olena.sees()]
    assert last(olena).startswith(refusal)
    assert message["message_id"] not in left


async def test_the_question_is_repeated_below_the_refusal(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial")
    question = last(olena)
    olena.sends("voice")
    await bot.settle()
    assert last(olena) == f"{MEDIA}\n\n{question}"


async def test_the_form_goes_on_after_it(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    olena.sends("voice")
    await bot.settle()
    await says(bot, olena, LONG)
    assert "Which topic" in last(olena)


async def test_every_part_of_an_album_is_deleted(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    olena.sends("album")
    await bot.settle()
    assert [each for each in olena.sees() if "photo" in each.raw] == []


async def test_a_forward_is_no_answer(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.forwards(LONG)
    await bot.settle()
    left = [each.message_id for each in olena.sees()]
    assert last(olena).startswith(FORWARD)
    assert message["message_id"] not in left


async def test_a_caption_counts_as_text(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    olena.sends("photo", caption=LONG)
    await bot.settle()
    question = last(olena)
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip")
    assert ("Which topic" in question, shown(olena)["text"]) == (True, LONG)


async def test_a_picture_with_a_refused_caption_is_deleted_too(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial")
    olena.sends("photo", caption="no")
    await bot.settle()
    texts = [each.text for each in olena.sees() if each.from_bot]
    assert [each for each in olena.sees() if "photo" in each.raw] == []
    assert texts[-2] == CAPTIONED
    assert texts[-1].startswith("The text is too short. Please add one more sentence.")


async def test_a_caption_without_a_form_reaches_the_fallback(
    bot: World, olena: Person
) -> None:
    olena.sends("photo", caption=LONG)
    await bot.settle()
    assert last(olena) == f"fallback {LONG}"


async def test_in_ukrainian_it_is_refused_in_ukrainian(bot: World) -> None:
    person = await agreed(bot, language="uk")
    person.sends("contact")
    await bot.settle()
    assert last(person) == "Ваш номер нам не потрібен. Ми його видалили."


@pytest.mark.parametrize("label", ["Suggest an idea", "Запропонувати ідею"])
async def test_a_label_of_the_menu_is_never_an_answer(
    bot: World, olena: Person, label: str
) -> None:
    await says(bot, olena, "/begin trial", label)
    reached = last(olena)
    await says(bot, olena, "/resume")
    assert (reached, last(olena)) == (
        "a label",
        "A question here waits for your answer.",
    )


@pytest.mark.parametrize(
    ("command", "reply"),
    [("/close", "True"), ("/unheard", QUESTION), ("/", QUESTION)],
)
async def test_a_command_is_never_an_answer(
    bot: World, olena: Person, command: str, reply: str
) -> None:
    await says(bot, olena, "/begin trial", command)
    assert last(olena) == reply


async def test_a_pinned_message_is_nothing_to_refuse(bot: World, olena: Person) -> None:
    message = olena.says("hello")
    await bot.settle()
    count = len(bot.telegram.calls)
    content = {"pinned_message": message}
    bot.telegram.post(olena.chat, olena.user, content)
    await bot.settle()
    assert bot.telegram.calls[count:] == []
