"""What authors hear when time passes and nothing else happens."""

import pytest
from sqlalchemy import select

from bot.models import Person, Submission
from bot.services.cases import cases
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
