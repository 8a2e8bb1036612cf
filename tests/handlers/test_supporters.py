"""Those who agreed hear of three steps, twice a month at most, while they like."""

import pytest
from sqlalchemy import func, select, update

from bot.jobs.cases import tell_news
from bot.models import Case, Support, SupportNews, Unasked
from bot.models.case import Status
from bot.playground.person import Person as Phone
from bot.services.steps import ladder
from tests.conftest import Clock
from tests.factories import make_ballot
from tests.handlers import ladder as scene
from tests.handlers.cast import last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.world import World

HEAD = "There is news about proposals that you support."


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    table = await scene.laid(town, clock, place, language=language)
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
        await session.execute(
            update(Case)
            .where(Case.id == table.case_id)
            .values(published_at=func.app_now())
        )
    return table


@pytest.fixture
async def supporter(table: Table, place: Place, language: str) -> Phone:
    phone = await resident(table.town, place.community, language=language)
    await _agrees(table, phone)
    return phone


async def _agrees(table: Table, phone: Phone) -> None:
    await says(table.town, phone, f"/start p_{table.number}")
    await presses(table.town, phone, table.say("Agree"))


async def _heard(table: Table, phone: Phone, moment: str) -> list[str]:
    """List what came in the evening of a day, besides the author's news."""
    before = len(phone.sees())
    await table.clock.set(f"{moment} 19:00+02")
    await tell_news(table.town.sessions)
    await table.town.settle()
    return [each.text for each in phone.sees()[before:]]


async def _goes(table: Table, to: Status) -> None:
    since = next(
        each for each in ladder.OPEN if ladder.led(each, to) and each != Status.IN_DOC
    )
    await table.stands(since)
    await table.opens_case(since)
    await table.leads(to)
    await table.confirms(to)


@pytest.mark.parametrize("to", [Status.SUPPORTED, Status.IN_DOC, Status.DONE])
async def test_a_supporter_hears_once_of_a_step_that_matters(
    table: Table, supporter: Phone, to: Status, *, language: str
) -> None:
    twice = "You will hear what becomes of it, twice a month at most."
    assert said(language, twice) in last(supporter)
    await _goes(table, to)
    (heard,) = await _heard(table, supporter, "2026-11-23")
    assert heard.startswith(said(language, HEAD))
    assert table.number in heard
    assert await _heard(table, supporter, "2026-11-24") == []


async def test_other_steps_are_for_the_author(table: Table, supporter: Phone) -> None:
    for to in (Status.REFERRED, Status.FUNDING, Status.DOING):
        await _goes(table, to)
    assert await _heard(table, supporter, "2026-11-23") == []


async def test_a_third_message_waits_for_the_next_month(
    table: Table, supporter: Phone
) -> None:
    came = []
    for day, to in enumerate((Status.SUPPORTED, Status.IN_DOC, Status.DONE), 23):
        await table.clock.set(f"2026-11-{day} 10:00+02")
        await _goes(table, to)
        came.append(len(await _heard(table, supporter, f"2026-11-{day}")))
    assert came == [1, 1, 0]
    assert await _heard(table, supporter, "2026-12-22") == []
    (heard,) = await _heard(table, supporter, "2026-12-23")
    assert table.say("Implemented") in heard


async def test_who_takes_the_vote_back_hears_nothing(
    table: Table, supporter: Phone
) -> None:
    await _goes(table, Status.SUPPORTED)
    await presses(table.town, supporter, table.say("Withdraw"))
    assert await _heard(table, supporter, "2026-11-23") == []
    async with table.town.sessions() as session:
        left = select(func.count()).select_from(SupportNews)
        assert await session.scalar(left) == 0


async def test_who_changes_the_vote_hears_nothing(
    table: Table, supporter: Phone
) -> None:
    await presses(table.town, supporter, table.say("Edit"), table.say("Disagree"))
    await _goes(table, Status.DONE)
    assert await _heard(table, supporter, "2026-11-23") == []


async def test_one_press_stops_all_such_news(table: Table, supporter: Phone) -> None:
    await _goes(table, Status.SUPPORTED)
    await _heard(table, supporter, "2026-11-23")
    await presses(table.town, supporter, table.say("Stop news"))
    await table.clock.set("2026-11-24 10:00+02")
    await _goes(table, Status.DONE)
    assert await _heard(table, supporter, "2026-11-24") == []


async def test_a_deletion_leaves_nothing_of_a_supporter(
    table: Table, supporter: Phone
) -> None:
    await _goes(table, Status.SUPPORTED)
    await _heard(table, supporter, "2026-11-23")
    await says(table.town, supporter, "/delete")
    await presses(table.town, supporter, table.say("Yes, delete my data"))
    async with table.town.sessions() as session:
        for each in (Support, SupportNews, Unasked):
            assert await session.scalar(select(func.count()).select_from(each)) == 0


async def test_nothing_is_told_of_what_is_hidden(
    table: Table, supporter: Phone
) -> None:
    await _goes(table, Status.DONE)
    async with table.town.sessions.begin() as session:
        await session.execute(update(Case).values(published_at=None))
    assert await _heard(table, supporter, "2026-11-23") == []


async def test_the_author_hears_once(table: Table) -> None:
    await _agrees(table, table.author)
    await _goes(table, Status.DONE)
    (heard,) = await table.evening()
    assert table.told(Status.DONE) in heard


@pytest.mark.parametrize("language", ["en"])
async def test_a_supporter_of_the_other_language_is_told_in_which_it_was_typed(
    table: Table, supporter: Phone
) -> None:
    await _goes(table, Status.DONE)
    (heard,) = await _heard(table, supporter, "2026-11-23")
    assert table.say("Original language: Ukrainian.") in heard
