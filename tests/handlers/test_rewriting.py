"""What a moderator changes on a card, and what the author says to it."""

from datetime import date

from sqlalchemy import select

from bot.jobs.moderation import pass_silent
from bot.models import Case, Person, Submission
from bot.models.case import Status
from bot.services.days.deadlines import local_day
from bot.services.moderating import details, moderation
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers.cast import (
    both,
    case_status,
    last,
    presses,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk
from tests.world import World

NEW = "Поставити три лавки біля амбулаторії, щоб люди не чекали стоячи."
PHONE = "067 123 45 67"


async def the_case(town: World) -> Case:
    async with town.sessions() as session:
        return (await session.scalars(select(Case))).one()


async def rewrites(town: World, desk: Desk, language: str) -> None:
    for button in ("More actions", "Rewrite"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, NEW)
    await presses(town, desk.moderator, said(language, "Ask the author"))


async def test_what_must_not_stay_goes_with_one_tap(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await sends_proposal(town, desk.author, f"{TEXT} Телефон: {PHONE}.")
    await says(town, desk.moderator, "/queue")
    assert PHONE in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Remove extra details"))
    assert PHONE not in last(desk.moderator)
    assert said(language, "Changed by the team") in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    async with town.sessions() as session:
        case = (await session.scalars(select(Case).order_by(-Case.id).limit(1))).one()
        assert case.text is not None
        assert case.text.startswith(TEXT)
        assert PHONE not in case.text
        assert case.edited is None
    assert desk.author.sees()[-1].buttons == []  # nobody was asked


async def test_the_original_is_kept_until_the_decision(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.moderator, "/queue")
    await sends_proposal(town, desk.author, f"{TEXT} Телефон: {PHONE}.")
    await presses(town, desk.moderator, said(language, "Later"))
    for button in ("Remove extra details", "More actions", "Restore the original"):
        await presses(town, desk.moderator, said(language, button))
    assert PHONE in last(desk.moderator)


@both
async def test_the_author_of_a_rewritten_text_says_yes(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    assert await case_status(town) is Status.EDITED
    assert NEW in last(desk.author)
    await presses(town, desk.author, said(language, "Yes"))
    case = await the_case(town)
    assert (case.status, case.text) == (Status.PASSED, NEW)


async def test_the_author_of_a_rewritten_text_says_no(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await presses(town, desk.author, said(language, "No"))
    assert await case_status(town) is Status.REVIEW
    await says(town, desk.moderator, "/queue")
    assert TEXT in last(desk.moderator)


async def test_the_author_can_say_no_from_the_own_list_and_add_a_detail(
    town: World, desk: Desk, language: str
) -> None:
    await rewrites(town, desk, language)
    await says(town, desk.author, "/mine")
    await presses(town, desk.author, said(language, "No. {id}", id=desk.number))
    assert NEW in last(desk.author)
    for button in ("No", "Add a detail"):
        await presses(town, desk.author, said(language, button))
    await says(town, desk.author, "Лавки мають бути зі спинкою.")
    await says(town, desk.moderator, "/queue")
    assert "зі спинкою" in last(desk.moderator)


async def test_whom_no_question_reached_has_not_agreed(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    desk.author.blocks()
    await town.settle()
    await rewrites(town, desk, language)
    await clock.forward("4 days")
    await pass_silent(town.sessions)
    assert await case_status(town) is Status.REVIEW


async def test_silence_is_a_yes_after_three_days(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 10:00+02")
    await rewrites(town, desk, language)
    for still in ("2 days", "37 hours 59 minutes 30 seconds"):
        await clock.forward(still)
        await pass_silent(town.sessions)
        assert await case_status(town) is Status.EDITED
    await clock.forward("9 hours")  # nobody is woken
    await pass_silent(town.sessions)
    await town.settle()
    assert (await the_case(town)).text == NEW
    news = said(language, "There is news about message No. {id}.", id=desk.number)
    assert last(desk.author).startswith(news)


async def test_a_topic_is_put_right(town: World, desk: Desk, language: str) -> None:
    for button in ("More actions", "Change the topic", "Street safety"):
        await presses(town, desk.moderator, said(language, button))
    assert said(language, "Street safety") in last(desk.moderator)
    async with town.sessions() as session:
        assert (await session.scalars(select(Submission.topic))).one() == "P01"


async def test_a_text_is_passed_to_a_service_with_a_day(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 10:00+02")
    for button in ("More actions", "Pass to a service"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, "ДСНС", "07.12.2026")
    await presses(town, desk.moderator, said(language, "Pass to a service"))
    case = await the_case(town)
    assert (case.status, case.text) == (Status.REFERRED, TEXT)
    assert case.due_at is not None
    assert local_day(case.due_at) == date(2026, 12, 7)


async def test_a_text_is_deleted_at_once(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "Delete the text now", "Delete the text now"):
        await presses(town, desk.moderator, said(language, button))
    assert await case_status(town) is Status.CLOSED_SAFETY
    closed = "We closed this message so that no one is harmed. The text is deleted."
    assert said(language, closed) in last(desk.author)
    async with town.sessions() as session:
        assert (await session.scalars(select(Submission.draft))).one() is None


async def test_only_what_was_seen_is_passed_to_a_service(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 10:00+02")
    for button in ("More actions", "Pass to a service"):
        await presses(town, desk.moderator, said(language, button))
    async with town.sessions.begin() as session:
        author = await session.get_one(Person, (await the_submission(town)).person_id)
        await details.add(session, author, int(desk.number), "Телефон сусіда.")
    await says(town, desk.moderator, "ДСНС", "07.12.2026")
    await presses(town, desk.moderator, said(language, "Pass to a service"))
    assert last(desk.moderator).startswith(said(language, moderation.CHANGED.msgid))
    assert await case_status(town) is Status.RECEIVED


async def the_submission(town: World) -> Submission:
    async with town.sessions() as session:
        return (await session.scalars(select(Submission))).one()
