"""Nobody is woken: what a team does at night its authors hear in the morning."""

import pytest
from sqlalchemy import update

from bot.jobs.cases import expire_cases
from bot.models import Case
from bot.models.case import Status
from tests.conftest import Clock
from tests.handlers.cast import both, case_status, last, presses, said, says
from tests.handlers.conftest import Desk
from tests.world import World

AT_NIGHT = pytest.mark.usefixtures("night")
MORNING = "2026-11-24 08:00+02"
QUESTION = "Біля якого входу?"


@pytest.fixture(params=["23 23:30", "24 00:05"])
async def night(desk: Desk, clock: Clock, request: pytest.FixtureRequest) -> None:
    """A moderator who has a text before their eyes late."""
    assert desk
    await clock.set(f"2026-11-{request.param}+02")


async def goes_on(town: World, desk: Desk, clock: Clock, moment: str) -> list[str]:
    """Let time pass; returns what the author reads then."""
    before = len(desk.author.sees())
    await clock.set(moment)
    await town.settle()
    return [each.text for each in desk.author.sees()[before:]]


async def asks(town: World, desk: Desk, language: str) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, QUESTION)


@both
@AT_NIGHT
async def test_what_is_passed_at_night_is_told_in_the_morning(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    assert await case_status(town) is Status.PASSED
    assert len(desk.author.sees()) == 1  # what they wrote themselves
    assert await goes_on(town, desk, clock, "2026-11-24 07:59+02") == []
    (heard,) = await goes_on(town, desk, clock, MORNING)
    assert said(language, "The proposal has been passed to the group.") in heard


@AT_NIGHT
async def test_a_question_of_the_night_comes_in_the_morning(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await asks(town, desk, language)
    assert len(desk.author.sees()) == 1
    (heard,) = await goes_on(town, desk, clock, MORNING)
    assert QUESTION in heard


@AT_NIGHT
async def test_whom_to_phone_is_told_at_once(
    town: World, desk: Desk, language: str
) -> None:
    refusing = said(language, "Do not pass on"), said(language, "Needs urgent help")
    await presses(town, desk.moderator, *refusing, refusing[0])
    assert "112" in last(desk.author)


async def test_the_author_of_an_urgent_concern_hears_at_night(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(urgency=1))
    await clock.set("2026-11-23 23:30+02")
    await asks(town, desk, language)
    assert QUESTION in last(desk.author)


async def test_a_question_stays_open_through_its_last_night(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-10 12:00+02")
    await asks(town, desk, language)
    await clock.set("2026-11-25 00:05+02")
    await expire_cases(town.sessions)
    assert await case_status(town) is Status.NEEDS_INFO
    await clock.set("2026-11-25 08:00+02")
    await expire_cases(town.sessions)
    assert await case_status(town) is Status.EXPIRED
    await town.settle()
    closed = "We did not get the details and closed it. You can send it again."
    assert said(language, closed) in last(desk.author)


async def test_what_waits_for_the_morning_holds_up_no_help(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 23:30+02")
    await asks(town, desk, language)
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(status=Status.REVIEW))
    await says(town, desk.moderator, "/queue")
    refusing = said(language, "Do not pass on"), said(language, "Needs urgent help")
    await presses(town, desk.moderator, *refusing, refusing[0])
    assert "112" in last(desk.author)
