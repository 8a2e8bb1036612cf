"""A question of the team is repeated once, half-way, to whoever may still answer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.jobs.moderation import remind_asked
from bot.models import Ban, Case, Submission
from tests.conftest import Clock
from tests.handlers.cast import both, presses, said, says
from tests.handlers.conftest import Desk
from tests.world import World

DUE = date(2026, 11, 24)
QUESTION = "Біля якого входу?"
WEEK_LATER = "2026-11-17 12:00+02"


@pytest.fixture
async def asked(town: World, desk: Desk, clock: Clock, language: str) -> Desk:
    await clock.set("2026-11-10 12:00+02")
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, QUESTION)
    return desk


async def hears(town: World, desk: Desk, clock: Clock, moment: str) -> list[str]:
    """Let the job tick at a moment; returns what the author reads then."""
    before = len(desk.author.sees())
    await clock.set(moment)
    await remind_asked(town.sessions)
    await town.settle()
    return [each.text for each in desk.author.sees()[before:]]


@both
async def test_a_question_is_repeated_once_after_a_week(
    town: World, asked: Desk, clock: Clock, language: str
) -> None:
    assert await hears(town, asked, clock, "2026-11-17 11:59+02") == []
    (heard,) = await hears(town, asked, clock, WEEK_LATER)
    assert QUESTION in heard
    assert said(language, "You can answer until {date}.", date=DUE) in heard
    otherwise = "Without an answer we will close it. You can send it again."
    assert said(language, otherwise) in heard
    assert await hears(town, asked, clock, "2026-11-18 12:00+02") == []
    await presses(town, asked.author, said(language, "Answer"))
    assert said(language, "Write your answer.") in asked.author.sees()[-1].text


async def test_a_reminder_of_the_night_waits_for_the_morning(
    town: World, asked: Desk, clock: Clock
) -> None:
    assert await hears(town, asked, clock, "2026-11-17 23:30+02") == []
    assert await hears(town, asked, clock, "2026-11-18 00:05+02") == []
    assert len(await hears(town, asked, clock, "2026-11-18 08:00+02")) == 1


async def test_what_was_answered_is_not_repeated(
    town: World, asked: Desk, clock: Clock, language: str
) -> None:
    await presses(town, asked.author, said(language, "Answer"))
    await says(town, asked.author, "Біля головного.")
    assert await hears(town, asked, clock, WEEK_LATER) == []


async def test_what_was_withdrawn_is_not_repeated(
    town: World, asked: Desk, clock: Clock, language: str
) -> None:
    await says(town, asked.author, "/mine")
    await presses(town, asked.author, said(language, "No. {id}", id=asked.number))
    withdraw = said(language, "Withdraw"), said(language, "Withdraw")
    await presses(town, asked.author, *withdraw)
    assert await hears(town, asked, clock, WEEK_LATER) == []


async def test_who_stopped_the_news_is_not_reminded(
    town: World, asked: Desk, clock: Clock
) -> None:
    async with town.sessions.begin() as session:
        await session.execute(update(Submission).values(news=False))
    assert await hears(town, asked, clock, WEEK_LATER) == []


async def test_who_is_paused_is_not_reminded(
    town: World, asked: Desk, clock: Clock
) -> None:
    async with town.sessions.begin() as session:
        case = (await session.scalars(select(Case))).one()
        sent = await session.get_one(Submission, case.submission_id)
        pause = Ban(
            person_id=sent.person_id,
            group_id=case.group_id,
            submission_id=sent.id,
            reason="B01",
            until=func.app_now() + timedelta(days=30),
        )
        session.add(pause)
    assert await hears(town, asked, clock, WEEK_LATER) == []


async def test_who_blocked_the_bot_is_not_reminded_later(
    town: World, asked: Desk, clock: Clock
) -> None:
    asked.author.blocks()
    await town.settle()
    assert await hears(town, asked, clock, WEEK_LATER) == []
    await clock.set("2026-11-19 12:00+02")
    asked.author.unblocks()
    await town.settle()
    assert not any(QUESTION in each.text for each in asked.author.sees()[3:])
