"""A form that was left goes on where it was: later, elsewhere, within its day."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation import draft
from bot.db import Sessions
from bot.models import Conversation
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.endings import retention
from bot.services.letters import sealed
from tests.bot.conversation.conftest import LONG, another, data, sent, shown
from tests.conftest import Clock
from tests.handlers.cast import last, presses, says
from tests.world import World

GONE = "A day has passed, so the unfinished text was erased."
OFFER = "Shall we go on where you stopped?"
INSTEAD = (
    "You began something else and have not sent it. Shall we go on where you stopped?"
)
ERASE = "Erase what I began"


@pytest.fixture
async def left(bot: World, olena: Person) -> Person:
    """Somebody who stopped after the first answer."""
    await says(bot, olena, "/begin trial", LONG)
    return olena


async def finish(bot: World, person: Person) -> None:
    await presses(bot, person, "Topic 1", "Group 1", "Done", "Skip", "Send")


async def test_begun_again_it_is_offered_as_it_was(bot: World, left: Person) -> None:
    await says(bot, left, "/begin trial")
    assert last(left) == OFFER
    assert left.sees()[-1].buttons == ["Go on", "Start anew", "Cancel"]


async def test_it_goes_on_where_it_was(bot: World, left: Person) -> None:
    await says(bot, left, "/resume")
    await presses(bot, left, "Go on")
    question = last(left)
    await finish(bot, left)
    assert ("Which topic" in question, shown(left)["text"]) == (True, LONG)


async def test_what_a_newer_version_kept_besides_is_passed_over(
    bot: World, left: Person, session: AsyncSession
) -> None:
    row = (await session.scalars(select(Conversation))).one()
    cell = draft._cell(row.person_id)
    assert row.answers is not None
    kept = sealed.open_json(session, row.answers, cell)
    row.answers = sealed.seal_json(session, kept | {"mood": "good"}, cell)
    await session.commit()
    await finish(bot, left)
    assert shown(left)["text"] == LONG


async def test_started_anew_it_has_no_answers(bot: World, left: Person) -> None:
    await says(bot, left, "/resume")
    await presses(bot, left, "Start anew")
    await says(bot, left, "Something else")
    await finish(bot, left)
    assert shown(left)["text"] == "Something else"


async def test_it_can_be_cancelled_when_it_is_offered(bot: World, left: Person) -> None:
    await says(bot, left, "/resume")
    await presses(bot, left, "Cancel")
    await says(bot, left, "/resume")
    assert last(left) == "nothing to resume"


async def test_without_answers_there_is_nothing_to_offer(
    bot: World, olena: Person
) -> None:
    await says(bot, olena, "/begin trial", "/begin trial")
    assert "What should change" in last(olena)


async def test_with_something_known_it_is_offered_and_begins_anew_with_it(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/begin trial Something else")
    assert last(left) == OFFER
    await presses(bot, left, "Start anew")
    await finish(bot, left)
    assert shown(left)["text"] == "Something else"


async def test_another_form_takes_its_place_only_when_it_may(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/begin brief")
    assert (last(left), left.sees()[-1].buttons) == (INSTEAD, ["Go on", ERASE])
    await presses(bot, left, ERASE, "Good")
    await says(bot, left, "/resume")
    assert last(left) == "nothing to resume"


async def test_another_form_that_was_asked_for_does_not_stop_it(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/begin brief")
    await presses(bot, left, "Go on")
    await finish(bot, left)
    assert shown(left)["text"] == LONG


async def test_what_was_asked_for_once_is_not_begun_later(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/begin brief")
    await presses(bot, left, "Go on")
    await says(bot, left, "/resume")
    await presses(bot, left, "Start anew")
    assert "What should change" in last(left)


@pytest.mark.parametrize("left_at", ["/begin trial", "/begin search"])
async def test_a_form_without_answers_gives_way_at_once(
    bot: World, olena: Person, left_at: str
) -> None:
    await says(bot, olena, left_at, "/begin brief")
    assert last(olena) == "What is your tie to the community?"


async def test_a_search_gives_way_at_once(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin search", "kyiv", "/begin brief")
    assert last(olena) == "What is your tie to the community?"


async def test_a_ticked_choice_does_not_give_way(bot: World, olena: Person) -> None:
    await says(bot, olena, "/begin ticks")
    await presses(bot, olena, "Group 1")
    await says(bot, olena, "/begin brief")
    assert last(olena) == INSTEAD


async def test_closed_by_a_command_it_is_gone(bot: World, left: Person) -> None:
    await says(bot, left, "/close", "/close")
    assert [m.text for m in left.sees()][-3::2] == ["True", "False"]


async def test_a_new_process_goes_on_where_the_killed_one_was(
    sessions: Sessions, telegram: Telegram, left: Person
) -> None:
    after = await another(sessions, telegram)
    await finish(after, left)
    assert shown(left)["text"] == LONG


async def test_killed_with_the_answer_in_hand_it_takes_it_once(
    bot: World, sessions: Sessions, telegram: Telegram, left: Person
) -> None:
    left.presses("Topic 1")
    await bot._take_in()  # and now it dies
    after = await another(sessions, telegram)
    await after.settle()
    assert "Who will it help?" in last(left)


async def test_hours_later_it_goes_on(bot: World, left: Person, clock: Clock) -> None:
    await clock.forward("23 hours")
    await finish(bot, left)
    assert shown(left)["text"] == LONG


async def test_every_answer_gives_it_another_day(
    bot: World, left: Person, clock: Clock
) -> None:
    await clock.forward("23 hours")
    await presses(bot, left, "Topic 1")
    await clock.forward("23 hours")
    await presses(bot, left, "Group 1", "Done", "Skip", "Send")
    assert shown(left)["text"] == LONG


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("Something else", "fallback Something else"),
        ("/begin trial", "1 of 6"),
        ("/resume", "nothing to resume"),
        ("Suggest an idea", "a label"),
    ],
)
async def test_after_a_day_whoever_comes_back_is_told_once(
    bot: World, left: Person, clock: Clock, *, said: str, then: str
) -> None:
    await clock.forward("25 hours")
    await says(bot, left, said)
    told = [m.text for m in left.sees()]
    await says(bot, left, "/close")
    assert (told.count(GONE), told[-2], told[-1][: len(then)]) == (1, GONE, then)
    assert [m.text for m in left.sees()].count(GONE) == 1


async def test_after_a_day_its_buttons_are_old(
    bot: World, left: Person, clock: Clock, session: AsyncSession
) -> None:
    await clock.forward("25 hours")
    for _ in range(2):
        await presses(bot, left, "Topic 1")
    texts = [m.text for m in left.sees()]
    alerts = [alert["text"] for alert in left.alerts]
    assert (texts.count(GONE), await sent(session)) == (1, 0)
    assert alerts == ["This button no longer works. Here is the menu."] * 2


async def test_whoever_comes_back_is_told_also_after_the_nightly_cleaning(
    bot: World, left: Person, clock: Clock
) -> None:
    await clock.forward("25 hours")
    async with bot.sessions.begin() as session:
        await retention.empty_conversations(session)
    await says(bot, left, LONG)
    assert [m.text for m in left.sees()][-2:] == [GONE, f"fallback {LONG}"]


async def test_who_left_nothing_is_told_nothing(
    bot: World, left: Person, clock: Clock
) -> None:
    await presses(bot, left, "Cancel")
    await clock.forward("25 hours")
    await says(bot, left, LONG)
    assert GONE not in [m.text for m in left.sees()]


async def test_the_row_tells_nothing_to_who_has_no_key(
    left: Person, session: AsyncSession
) -> None:
    row = (await session.scalars(select(Conversation))).one()
    kept = row.answers or b""
    plain = (LONG.encode(), b"\\u041f\\u043e", str(left.id).encode(), b"text")
    assert [each for each in plain if each in kept] == []


async def test_a_sent_form_leaves_only_its_turn(
    bot: World, left: Person, session: AsyncSession
) -> None:
    await finish(bot, left)
    row = (await session.scalars(select(Conversation))).one()
    assert (row.form, row.step, row.answers, row.turn) == (None, None, None, 1)


async def test_a_form_whose_question_is_gone_begins_at_its_first(
    bot: World, left: Person, session: AsyncSession
) -> None:
    await session.execute(update(Conversation).values(step="of-last-year"))
    await session.commit()
    await says(bot, left, "/resume")
    await presses(bot, left, "Go on")
    assert "What should change" in last(left)


async def test_a_form_that_is_gone_is_no_form(
    bot: World, left: Person, session: AsyncSession
) -> None:
    await session.execute(update(Conversation).values(form="of-last-year"))
    await session.commit()
    await says(bot, left, LONG)
    assert last(left) == f"fallback {LONG}"


async def test_the_next_screen_is_in_the_language_chosen_meanwhile(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/speak uk")
    await presses(bot, left, "Topic 1")
    assert last(left).startswith("3 з 5\n\nКому це допоможе?")
    assert data(left, "Назад") == data(left, "Назад")


async def test_refusals_are_in_the_language_chosen_meanwhile(
    bot: World, left: Person
) -> None:
    await says(bot, left, "/speak uk", "Topic 1")
    assert last(left).startswith("Натисніть, будь ласка, одну з кнопок.")
