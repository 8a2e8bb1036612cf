"""One question per screen: forwards, back, skip, cancel, and what is chosen."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.playground.person import Person
from tests.bot.conversation.conftest import LONG, sent, shown
from tests.handlers.cast import last, presses, says
from tests.world import World

WORDS = "What should change and why?"
TO_PLACE = ("Topic 1", "Group 1", "Done")
DONE = (*TO_PLACE, "Skip")


async def test_the_first_question_is_asked(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial")
    assert WORDS in last(olena)
    assert olena.sees()[-1].buttons == ["Cancel"]


async def test_every_question_tells_how_far_one_has_come(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    assert last(olena).startswith("2 of 6")


async def test_a_question_that_does_not_arise_is_not_asked(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1")
    assert last(olena).startswith("3 of 5\n\nWho will it help?")


async def test_a_question_that_arises_is_asked(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 2")
    assert "Which community is it for?" in last(olena)


async def test_a_refused_answer_is_explained_and_the_form_stays(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", "no")
    refusal = last(olena)
    await says(bot, olena, LONG)
    assert refusal.startswith("The text is too short.")
    assert "Which topic" in last(olena)


async def test_words_where_only_buttons_count_are_refused(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG, "Topic 1")
    assert last(olena).startswith("Please choose one of the buttons.")
    assert "Which topic" in last(olena)
    assert "Topic 1" in olena.sees()[-1].buttons


async def test_back_shows_the_question_before_and_keeps_its_answer(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Back")
    assert last(olena).endswith(
        f"{WORDS} Describe it in a few sentences.\n\nNow it says:\n{LONG}"
    )
    assert olena.sees()[-1].buttons == ["Next", "Cancel"]


async def test_a_long_answer_is_folded_where_its_question_comes_again(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", 9 * LONG)
    await presses(bot, olena, "Back")
    (quoted,) = olena.sees()[-1].entities
    assert quoted["type"] == "expandable_blockquote"


async def test_after_back_next_goes_on_without_asking_again(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, *TO_PLACE, "Back", "Back", "Back", "Next")
    assert "In which village" in last(olena)


async def test_the_first_question_that_arises_has_nothing_behind_it(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin later")
    assert olena.sees()[-1].buttons == ["Good", "Bad", "Skip", "Cancel"]


async def test_back_passes_over_what_did_not_arise(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1", "Back")
    assert "Which topic" in last(olena)


async def test_a_new_answer_after_back_takes_the_place_of_the_old(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, *TO_PLACE, "Back", "Back", "Back")
    await says(bot, olena, "Something else")
    await presses(bot, olena, "Skip")
    assert shown(olena)["text"] == "Something else"


async def test_only_what_may_be_left_out_can_be_skipped(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    skippable = "Skip" in olena.sees()[-1].buttons
    await presses(bot, olena, *TO_PLACE)
    assert (skippable, "Skip" in olena.sees()[-1].buttons) == (False, True)


async def test_what_is_skipped_has_no_answer(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, *DONE)
    assert shown(olena)["place"] is None


async def test_cancel_throws_everything_away(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Cancel")
    cancelled = last(olena)
    await says(bot, olena, LONG)
    assert (cancelled, last(olena)) == (
        "Cancelled. Nothing was sent.",
        f"fallback {LONG}",
    )
    assert await sent(session) == 0


async def test_a_cancelled_question_loses_its_buttons(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Cancel")
    assert olena.sees()[-2].buttons == []


async def test_several_choices_are_ticked_and_unticked(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1", "Group 1", "Group 2", "Group 1")
    ticked = [each for each in olena.sees()[-1].buttons if "✓" in each]
    await presses(bot, olena, "Done", "Skip")
    assert (ticked, shown(olena)["whom"]) == (["✓ Group 2"], ["w2"])


async def test_ticks_are_kept_from_page_to_page(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1", "Group 3", "Show more", "Group 12")
    await presses(bot, olena, "Done", "Skip")
    assert shown(olena)["whom"] == ["w3", "w12"]


async def test_eight_choices_are_shown_at_a_time(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1")
    first = [each for each in olena.sees()[-1].buttons if "Group" in each]
    await presses(bot, olena, "Show more")
    second = [each for each in olena.sees()[-1].buttons if "Group" in each]
    assert (len(first), len(second)) == (8, 6)


async def test_the_last_page_leads_to_the_first(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Topic 1", "Show more", "From the start")
    assert "Group 1" in olena.sees()[-1].buttons


async def test_others_are_behind_a_button(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin trial", LONG)
    first = list(olena.sees()[-1].buttons)
    await presses(bot, olena, "Other topics", "Show more", "Topic 12", "Good")
    assert first == ["Topic 1", "Topic 2", "Topic 3", "Other topics", "Back", "Cancel"]
    assert "Who will it help?" in last(olena)


async def test_back_from_the_others_shows_the_choices(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    await presses(bot, olena, "Other topics", "Show more", "Back")
    assert "Other topics" in olena.sees()[-1].buttons


async def test_after_a_press_the_question_changes_in_place(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", LONG)
    count = len(olena.sees())
    await presses(bot, olena, "Topic 1")
    assert len(olena.sees()) == count


async def test_a_form_without_preview_is_sent_with_its_last_answer(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await says(bot, olena, "/begin brief")
    await presses(bot, olena, "Good")
    assert (await sent(session), shown(olena)) == (1, {"about": "good"})


async def test_a_lone_question_has_no_count(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin brief")
    assert last(olena) == "What is your tie to the community?"


async def test_a_form_is_begun_with_what_is_known(bot: World, olena: Person) -> None:
    await says(bot, olena, f"/begin trial {LONG}")
    assert last(olena).startswith("2 of 6\n\nWhich topic")
