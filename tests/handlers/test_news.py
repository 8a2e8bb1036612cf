"""What authors hear when time passes and nothing else happens."""

import pytest
from sqlalchemy import select

from bot.models import Case, Person, Submission
from bot.models.case import Status
from bot.services.cases import cases
from bot.services.steps import ladder, steps
from bot.services.steps.ways import Way
from bot.services.team import people
from tests.conftest import Clock
from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import (
    agreed,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World


async def test_author_hears_on_day_30(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await clock.forward("30 days")
    await _tick(town, clock)
    assert desk.number in last(desk.author)
    assert await _draft(town) is None


async def test_unread_text_is_erased_and_its_author_told(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.forward("14 days")
    await _tick(town, clock)
    sentence = (
        "We did not read No. {id} in time and erased the text. We are sorry. Please "
        "send it again."
    )
    assert last(desk.author) == said(language, sentence, id=desk.number)
    assert await _draft(town) is None


@pytest.mark.parametrize("days", [14, 30])
async def test_of_two_groups_alike_the_author_hears_once(
    town: World, place: Place, clock: Clock, *, language: str, days: int
) -> None:
    async with town.sessions.begin() as session:
        home = await make_community(session, name_uk="Рідна", name_en="Ridna")
        group = await make_group(session, home)
    author = await resident(town, place.community, language=language)
    async with town.sessions.begin() as session:
        person = (await session.scalars(select(Person))).one()
        await people.keep_community(session, person, home.code)
    await sends_proposal(town, author, TEXT)
    if days == 30:  # both have read it
        moderator = await agreed(town, language=language)
        for each in (place.group, group):
            await join(town, moderator, each)
        await says(town, moderator, "/queue")
        for _ in range(2):
            await presses(town, moderator, said(language, "Pass to the group"))
    heard = len(author.sees())
    await clock.forward(f"{days} days")
    await _tick(town, clock)
    assert len(author.sees()) == heard + 1


PASSED = ladder.way(Status.PASSED, "case.moderate")
ASKED = ladder.way(Status.NEEDS_INFO, "case.moderate")
WITHDRAWN = ladder.way(Status.WITHDRAWN, "author")
DECLINED = ladder.way(Status.DECLINED, "case.decide")


async def test_what_was_answered_on_the_way_promises_no_date(
    town: World, desk: Desk, language: str
) -> None:
    await _go(town, PASSED, DECLINED)
    await town.settle()
    told = said(language, "The proposal has been passed to the group.")
    assert last(desk.author).endswith(told)


async def test_a_question_that_was_closed_on_the_way_is_not_put(
    town: World, desk: Desk
) -> None:
    heard = len(desk.author.sees())
    await _go(town, ASKED, WITHDRAWN)
    await town.settle()
    assert len(desk.author.sees()) == heard


async def test_no_news_are_not_told_of_what_moved_on_the_way(
    town: World, desk: Desk, clock: Clock
) -> None:
    await _go(town, PASSED)
    await town.settle()
    heard = len(desk.author.sees())
    await clock.forward("30 days")
    for _ in range(2):
        async with town.sessions.begin() as session:
            await cases.tell_no_news(session)
        await clock.forward("12 hours")  # what falls into the night waits
    await _go(town, DECLINED)
    await town.settle()
    assert len(desk.author.sees()) == heard


async def _go(town: World, *ways: Way) -> None:
    """Lead the only case on; nothing leaves meanwhile."""
    async with town.sessions.begin() as session:
        case = (await session.scalars(select(Case))).one()
        for way in ways:
            note = {"question": "Біля якого входу?"} if way is ASKED else None
            await steps.take(session, case, way, note=note)


async def _tick(town: World, clock: Clock) -> None:
    for _ in range(2):
        async with town.sessions.begin() as session:
            await cases.tell_no_news(session)
            await cases.expire(session)
        await town.settle()
        await clock.forward("12 hours")  # what falls into the night waits


async def _draft(town: World) -> bytes | None:
    async with town.sessions() as session:
        return (await session.scalars(select(Submission.draft))).one()
