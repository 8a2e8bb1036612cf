"""A text that fills its card: no more questions, and nothing is cut off."""

from sqlalchemy import select

from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.models import Submission
from bot.services.steps import drafts
from bot.services.steps.drafts import Draft
from tests.handlers.cast import both, last, presses, said, says
from tests.handlers.conftest import Desk
from tests.world import World

ASKED = "What do you want to ask the author?"
NO_ROOM = (
    "One more question and its answer do not fit on the card. Please decide on the "
    "text as it is."
)
TOO_LONG = (
    "This question and its answer do not fit on the card. Please make it shorter or "
    "decide on the text as it is."
)


async def grows(town: World, desk: Desk, length: int) -> None:
    """Let answers have made the text as long as this."""
    async with town.sessions.begin() as session:
        submission = (await session.scalars(select(Submission))).one()
        text = Draft("&" * length)
        submission.draft = drafts.seal(session, text, submission.id)
    await says(town, desk.moderator, "/queue")


@both
async def test_a_full_card_takes_no_more_questions(
    town: World, desk: Desk, language: str
) -> None:
    await grows(town, desk, 3500)
    await presses(town, desk.moderator, said(language, "Ask for details"))
    assert last(desk.moderator) == said(language, NO_ROOM)


@both
async def test_a_question_that_is_too_long_for_the_card_can_be_made_shorter(
    town: World, desk: Desk, language: str
) -> None:
    await grows(town, desk, 2800)
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "?" * 400)
    told = f"{said(language, TOO_LONG)}\n\n{said(language, ASKED)}"
    assert last(desk.moderator) == told
    await says(town, desk.moderator, "Скільки лавок потрібно?")
    assert "Скільки лавок потрібно?" in last(desk.author)


@both
async def test_reasons_stand_without_the_text_where_both_are_too_long(
    town: World, desk: Desk, language: str
) -> None:
    await grows(town, desk, 3980)
    assert "&" * 3980 in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Do not pass on"))
    await presses(town, desk.moderator, said(language, "Personal data"))
    shown = last(desk.moderator)
    assert said(language, "The author will read:") in shown
    assert (desk.number in shown, "&" in shown) == (True, False)
    assert utf16_length(shown) <= MESSAGE_LIMIT
