"""The day of a meeting (`/meeting`): set, moved, told, and asked about afterwards."""

import pytest

from bot.jobs.meetings import end_meetings
from bot.models.case import Status
from tests.conftest import Clock
from tests.handlers import ladder as scene
from tests.handlers.cast import last, presses, says
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.world import World


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    return await scene.laid(town, clock, place, language=language)


async def test_a_meeting_is_set_moved_and_asked_about(table: Table) -> None:
    typed = {"uk": "12 грудня", "en": "12 December"}[table.language]
    await says(table.town, table.secretary, "/meeting")
    assert table.say("No meeting is planned.") in last(table.secretary)
    await table.press(table.say("Another day"))
    await says(table.town, table.secretary, typed)
    assert table.say("On the agenda: {n}", n=0) in last(table.secretary)
    await _puts_on_the_agenda(table)
    await says(table.town, table.secretary, "/meeting 14.12.2026")
    assert table.say("On the agenda: {n}", n=1) in last(table.secretary)
    heard = await table.evening()
    assert {"uk": "до 21 грудня", "en": "by 21 December"}[table.language] in heard[-1]
    await table.clock.set("2026-12-15 09:01+02")
    for _ in range(2):
        await end_meetings(table.town.sessions)
    await table.town.settle()
    asked = [each.text for each in table.secretary.sees()][-1]
    assert {"uk": "14 грудня", "en": "14 December"}[table.language] in asked
    await presses(table.town, table.secretary, table.say("The next meeting"))
    assert table.say("No meeting is planned.") in last(table.secretary)


async def _puts_on_the_agenda(table: Table) -> None:
    """The day is known: nobody is asked for it."""
    await table.opens_case(Status.PASSED)
    await table.press(table.say("To the agenda"))
    await table.press(table.say("Confirm"))
    assert (await table.case()).status == Status.AGENDA
