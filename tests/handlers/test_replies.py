"""Questions of moderators: asked, hidden from a locked screen, answered once."""

from bot.models.case import Status
from tests.factories import TEXT
from tests.handlers.cast import both, case_status, last, presses, said, says
from tests.handlers.conftest import Desk
from tests.world import World


@both
async def test_question_is_asked_answered_and_read(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "Біля якого входу?")
    assert "Біля якого входу?" in last(desk.author)
    assert await case_status(town) is Status.NEEDS_INFO
    await presses(town, desk.author, said(language, "Answer"))
    assert "Біля якого входу?" in desk.author.sees()[-2].text
    await says(town, desk.author, "Біля головного.")
    assert await case_status(town) is Status.REVIEW
    await says(town, desk.moderator, "/queue")
    asked = said(language, "The team asked: {question}", question="Біля якого входу?")
    assert f"{TEXT}\n\n{asked}\nБіля головного." in last(desk.moderator)


async def test_question_is_hidden_from_a_locked_screen(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "Біля якого входу?")
    question = next(m for m in reversed(desk.author.sees()) if "входу" in m.text)
    assert "spoiler" in {entity["type"] for entity in question.entities}


async def test_answered_question_is_closed(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "Біля якого входу?")
    asked = desk.author.sees()[-1]
    old = asked.keys[0]["callback_data"]
    await presses(town, desk.author, said(language, "Answer"))
    await says(town, desk.author, "Біля головного.")
    desk.author.forges(old, asked.message_id)
    await town.settle()
    assert await case_status(town) is Status.REVIEW


async def asks(town: World, desk: Desk, language: str) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "Біля якого входу?")


async def test_words_typed_after_a_question_may_be_its_answer(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, "Біля головного.")
    button = said(language, "Answer to No. {id}", id=desk.number)
    assert button in desk.author.sees()[-1].buttons
    await presses(town, desk.author, button)
    thanks = "Thank you! The team has your answer on No. {id}."
    assert last(desk.author) == said(language, thanks, id=desk.number)
    assert await case_status(town) is Status.REVIEW


async def test_words_typed_after_a_question_are_shown_beside_it(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, "Біля головного.")
    assert "Біля якого входу?" in last(desk.author)


async def test_a_question_is_found_and_answered_under_ones_own_messages(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, "/mine")
    await presses(town, desk.author, said(language, "No. {id}", id=desk.number))
    assert "Біля якого входу?" in last(desk.author)
    await presses(town, desk.author, said(language, "Answer"))
    await says(town, desk.author, "Біля головного.")
    assert await case_status(town) is Status.REVIEW


async def test_words_typed_after_a_question_may_be_a_new_proposal(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, TEXT)
    await presses(town, desk.author, said(language, "It is a new proposal"))
    assert said(language, "Which topic is it about?") in last(desk.author)
    assert await case_status(town) is Status.NEEDS_INFO


async def test_few_words_are_an_answer_but_nothing_that_worries(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, "Біля входу.")
    await presses(town, desk.author, said(language, "It is what worries me"))
    assert last(desk.author) == said(language, "Is anyone in danger right now?")


async def test_a_refused_answer_can_be_mended(
    town: World, desk: Desk, language: str
) -> None:
    await asks(town, desk, language)
    await says(town, desk.author, "Спитайте Олену Іванівну Петренко")
    await presses(town, desk.author, said(language, "Answer"))
    assert said(language, "Write your answer.") in last(desk.author)
    await says(town, desk.author, "Біля головного.")
    assert await case_status(town) is Status.REVIEW
