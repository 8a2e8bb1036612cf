"""A card fits into one message, whatever was written, asked and answered (P6)."""

from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import LANGUAGES, translator
from bot.markup import MESSAGE_LIMIT, shown_length
from bot.models import Case, Person, Submission
from bot.services.moderating import card_text, clarifications, queue
from bot.services.moderating.cards import Numbers
from bot.services.texts.proposal_text import ANSWER_LONGEST, LONGEST, PLACE_LONGEST
from bot.words.codes import WHEREABOUTS, WHOM
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

QUESTION = "?" * 500
NO_ROOM = "One more question and its answer do not fit on the card."
TOO_LONG = "This question and its answer do not fit on the card."


@pytest.fixture
async def author(session: AsyncSession) -> Person:
    return await make_person(session)


@pytest.fixture
async def moderator(session: AsyncSession) -> Person:
    return await make_person(session)


async def propose(session: AsyncSession, author: Person, text: str) -> Submission:
    """Send a proposal with everything that is optional, each as long as may be."""
    return await make_submission(
        session,
        community=await make_community(session),
        person=author,
        text=text,
        place="<" * PLACE_LONGEST,
        topic="P99",
        whom=list(WHOM),
        whereabouts=max(WHEREABOUTS, key=lambda code: len(WHEREABOUTS[code].msgid)),
    )


async def lay_before(
    session: AsyncSession, moderator: Person, submission: Submission
) -> Case:
    """Lay a proposal before one more group, which has the longest of names."""
    group = await make_group(session, name_uk="Ї" * 80, name_en="W" * 80)
    await make_staff(session, moderator, group)
    return await make_case(session, group=group, submission=submission)


async def lengths(session: AsyncSession, moderator: Person, case: Case) -> list[int]:
    card = await queue.get_card(session, moderator.id, case.id)
    return [
        shown_length(translator(each).html(card_text.in_queue(card, each, Numbers(99))))
        for each in LANGUAGES
    ]


async def refusal(
    session: AsyncSession, moderator: Person, case: Case, question: str
) -> str | None:
    try:
        async with (await session.connection()).begin_nested():
            await clarifications.ask(session, moderator.id, case.id, question)
    except UserError as refused:
        return refused.text.msgid
    return None


async def would_fit(
    session: AsyncSession, moderator: Person, case: Case, question: str
) -> bool:
    """Tell whether a question would be taken, without asking it."""
    nested = await (await session.connection()).begin_nested()
    refused = await refusal(session, moderator, case, question)
    await nested.rollback()
    session.expunge_all()
    return refused is None


async def converse(
    session: AsyncSession, author: Person, moderator: Person, case: Case
) -> int:
    """Ask and answer at full length as often as it is allowed; tell how often."""
    for rounds in count():
        if await refusal(session, moderator, case, QUESTION) is not None:
            return rounds
        words = "&" * ANSWER_LONGEST
        await clarifications.answer(session, author, case.id, words)
        assert max(await lengths(session, moderator, case)) <= MESSAGE_LIMIT
    raise AssertionError


@pytest.mark.parametrize(("length", "asked"), [(20, 2), (1500, 1), (LONGEST, 1)])
async def test_as_much_is_asked_as_the_card_can_hold(
    session: AsyncSession, author: Person, moderator: Person, *, length: int, asked: int
) -> None:
    submission = await propose(session, author, "&" * length)
    case = await lay_before(session, moderator, submission)
    assert max(await lengths(session, moderator, case)) <= MESSAGE_LIMIT
    assert await converse(session, author, moderator, case) == asked


async def test_a_shorter_question_may_still_fit(
    session: AsyncSession, author: Person, moderator: Person
) -> None:
    submission = await propose(session, author, "ї" * (LONGEST + 300))
    case = await lay_before(session, moderator, submission)
    long = await refusal(session, moderator, case, QUESTION)
    short = await refusal(session, moderator, case, "?" * 200)
    assert (long is not None and long.startswith(TOO_LONG), short) == (True, None)


async def test_the_card_may_be_filled_to_its_last_character(
    session: AsyncSession, author: Person, moderator: Person
) -> None:
    submission = await propose(session, author, "ї" * (LONGEST + 300))
    case = await lay_before(session, moderator, submission)
    fits, too_long = 1, len(QUESTION)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if await would_fit(session, moderator, case, "?" * middle):
            fits = middle
        else:
            too_long = middle
    assert await refusal(session, moderator, case, "?" * fits) is None
    await clarifications.answer(session, author, case.id, "ї" * ANSWER_LONGEST)
    card = await queue.get_card(session, moderator.id, case.id)
    # Before its answer a question takes a character less than below the text.
    assert card_text.longest(card) == MESSAGE_LIMIT - 1


async def test_without_room_for_any_question_the_text_is_to_be_decided_on(
    session: AsyncSession, author: Person, moderator: Person
) -> None:
    submission = await propose(session, author, "ї" * 2900)
    case = await lay_before(session, moderator, submission)
    refused = await refusal(session, moderator, case, "?")
    assert refused is not None
    assert refused.startswith(NO_ROOM)


async def test_what_another_group_has_asked_is_foreseen(
    session: AsyncSession, author: Person, moderator: Person
) -> None:
    submission = await propose(session, author, "ї" * 1500)
    one = await lay_before(session, moderator, submission)
    other = await lay_before(session, moderator, submission)
    assert await refusal(session, moderator, one, QUESTION) is None
    assert await refusal(session, moderator, other, "?") is not None
    await clarifications.answer(session, author, one.id, "ї" * ANSWER_LONGEST)
    assert max(await lengths(session, moderator, one)) <= MESSAGE_LIMIT
    assert max(await lengths(session, moderator, other)) <= MESSAGE_LIMIT
