"""Nothing is sent before the preview, and every answer can be changed there."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.playground.person import Person
from tests.bot.conversation.conftest import LONG, data, sent, shown
from tests.handlers.cast import last, presses, says
from tests.world import World


@pytest.fixture
async def ready(bot: World, olena: Person) -> Person:
    """Somebody who has answered everything."""
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip")
    return olena


async def test_the_preview_offers_to_send_and_to_change(ready: Person) -> None:
    assert last(ready).startswith("5 of 5\n\nPlease check before sending:")
    assert ready.sees()[-1].buttons == [
        *("Send", "About me", "Text", "Topic", "Whom it helps", "Place", "Cancel")
    ]


async def test_nothing_is_sent_before_send_is_pressed(
    ready: Person, session: AsyncSession
) -> None:
    assert (await sent(session), shown(ready)["topic"]) == (0, "t1")


async def test_send_sends(bot: World, ready: Person, session: AsyncSession) -> None:
    await presses(bot, ready, "Send")
    assert (await sent(session), last(ready)[:4]) == (1, "sent")


async def test_what_was_sent_has_no_buttons_any_more(bot: World, ready: Person) -> None:
    await presses(bot, ready, "Send")
    assert [m.buttons for m in ready.sees() if "Please check" in m.text] == [[]]


async def test_an_answer_is_changed_and_the_preview_comes_back(
    bot: World, ready: Person
) -> None:
    await presses(bot, ready, "Text")
    await says(bot, ready, "Something else")
    assert (shown(ready)["text"], shown(ready)["topic"]) == ("Something else", "t1")


async def test_a_changed_answer_may_raise_another_question(
    bot: World, ready: Person
) -> None:
    await presses(bot, ready, "Topic", "Topic 2")
    question = last(ready)
    await presses(bot, ready, "Bad")
    assert "Which community" in question
    assert (shown(ready)["topic"], shown(ready)["mood"]) == ("t2", "bad")


async def test_ticks_can_be_changed(bot: World, ready: Person) -> None:
    await presses(bot, ready, "Whom it helps", "Group 2", "Done")
    assert shown(ready)["whom"] == ["w1", "w2"]


async def test_a_detail_is_added_on_the_preview(bot: World, ready: Person) -> None:
    await presses(bot, ready, "About me", "Bad")
    assert shown(ready)["about"] == "bad"


async def test_back_from_a_detail_leads_to_the_preview(
    bot: World, ready: Person
) -> None:
    await presses(bot, ready, "About me", "Back")
    assert ("Please check" in last(ready), "about" in shown(ready)) == (True, False)


async def test_words_on_the_preview_change_nothing(bot: World, ready: Person) -> None:
    before = shown(ready)
    await says(bot, ready, "Something else")
    assert last(ready).startswith("Please choose one of the buttons.\n\n")
    assert shown(ready) == before


async def test_cancel_on_the_preview_sends_nothing(
    bot: World, ready: Person, session: AsyncSession
) -> None:
    await presses(bot, ready, "Cancel")
    assert (await sent(session), last(ready)) == (0, "Cancelled. Nothing was sent.")


async def test_a_second_tap_on_send_does_nothing(
    bot: World, ready: Person, session: AsyncSession
) -> None:
    send, at = data(ready, "Send"), ready.sees()[-1].message_id
    for _ in range(3):
        ready.forges(send, at)
    await bot.settle()
    receipts = [m for m in ready.sees() if m.text.startswith("sent")]
    assert (await sent(session), len(receipts), ready.alerts) == (1, 1, [])


async def test_a_second_tap_on_an_answer_does_nothing(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    topic, at = data(olena, "Topic 1"), olena.sees()[-1].message_id
    for _ in range(3):
        olena.forges(topic, at)
    await bot.settle()
    assert (last(olena)[:22], olena.alerts) == ("3 of 5\n\nWho will it he", [])


async def test_when_sending_is_refused_everything_is_kept(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await says(bot, olena, "/begin trial", "refused")
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip", "Send")
    refusal = last(olena)
    await presses(bot, olena, "Text")
    await says(bot, olena, LONG)
    await presses(bot, olena, "Send")
    assert (refusal[:9], await sent(session)) == ("The text ", 1)


async def test_an_edited_message_corrects_its_answer(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.says(LONG)
    await bot.settle()
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip")
    olena.edits(message["message_id"], "Corrected words")
    await bot.settle()
    assert (last(olena)[:14], shown(olena)["text"]) == (
        "Changes saved.",
        "Corrected words",
    )


async def test_an_edit_that_is_refused_leaves_the_answer(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.says(LONG)
    await bot.settle()
    olena.edits(message["message_id"], "no")
    await bot.settle()
    refusal = last(olena)
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip")
    assert (refusal[:9], shown(olena)["text"]) == ("The text ", LONG)


async def test_an_edit_of_an_answer_that_was_replaced_changes_nothing(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.says(LONG)
    await bot.settle()
    await presses(bot, olena, "Back")
    await says(bot, olena, "Something else")
    olena.edits(message["message_id"], "Corrected words")
    await bot.settle()
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip")
    assert shown(olena)["text"] == "Something else"


async def test_an_edit_after_sending_changes_nothing(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await says(bot, olena, "/begin trial")
    message = olena.says(LONG)
    await bot.settle()
    await presses(bot, olena, "Topic 1", "Group 1", "Done", "Skip", "Send")
    count = len(olena.sees())
    olena.edits(message["message_id"], "Corrected words")
    await bot.settle()
    assert (len(olena.sees()), await sent(session)) == (count, 1)
