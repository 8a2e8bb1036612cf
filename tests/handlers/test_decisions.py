"""More decisions than one screen names: announced as they are shown."""

from sqlalchemy import select

from bot.models import Case, Decision
from bot.models.case import Status
from tests.conftest import Clock
from tests.handlers import ladder as scene
from tests.handlers.cast import last, says
from tests.handlers.conftest import Place
from tests.world import World


async def test_decisions_that_are_not_shown_are_not_announced(
    town: World, clock: Clock, place: Place
) -> None:
    table = await scene.laid(town, clock, place, language="en")
    for _ in range(29):
        await scene.brings(table, Status.PASSED)
    async with town.sessions.begin() as session:
        cases = await session.scalars(select(Case.id).order_by(Case.id))
        session.add_all(Decision(case_id=each, status="supported") for each in cases)
    await says(town, table.secretary, "/cases")
    await table.press("Announce decisions")
    assert "\n1 more decision can be announced" in last(table.secretary)
    await table.press("Announce")
    assert last(table.secretary) == "Decisions announced: 30"
    await table.press("Announce decisions")
    assert f"No. {table.number}" in table.secretary.sees()[-1].buttons
