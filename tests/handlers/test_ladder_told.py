"""Every step of moderators and groups: told once, or to nobody who must not hear."""

import pytest

from bot.models.case import WAITING, Status
from bot.services.steps import ladder
from tests.conftest import Clock
from tests.handlers import ladder as scene
from tests.handlers.cast import both
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.world import World

# Ways of moderators that are told at once, with their reasons; a rewritten text, of
# which there has to be one, has tests of its own.
REASONS = {
    Status.PASSED: None,
    Status.NEEDS_INFO: None,
    Status.MERGED: "M07",
    Status.DECLINED: "M05",
    Status.REDIRECTED: "M08",
    Status.CLOSED_SAFETY: "M01",
}


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    return await scene.laid(town, clock, place, language=language)


@both
@pytest.mark.parametrize("since", WAITING)
async def test_each_decision_of_moderators_is_told_at_once_and_once(
    table: Table, since: Status
) -> None:
    for to, reason in REASONS.items():
        await scene.brings(table, since)
        before = len(table.author.sees())
        facts = {"question": "Де саме?", "id": table.other}
        way = ladder.way(to, "case.moderate")
        await scene.takes(table, way, reason=reason, **facts)
        await table.town.settle()
        (heard,) = table.author.sees()[before:]
        assert table.say("No. {id}", id=table.number) in heard.text
    assert await table.evening() == []


@pytest.mark.parametrize(
    "gone",
    [{"news": False}, {"address": None}, {"person_id": None}],
    ids=lambda gone: next(iter(gone)),
)
async def test_no_step_at_all_is_told_to_whom_it_must_not(
    table: Table, gone: dict[str, object]
) -> None:
    for since, way in scene.ways():
        await scene.brings(table, since)
        await scene.stop_news(table, **gone)
        await scene.takes(table, way)
    assert await table.evening() == []


async def test_no_step_of_what_was_withdrawn_since_is_told(table: Table) -> None:
    for since, way in scene.ways():
        await scene.brings(table, since)
        await scene.takes(table, way)
        await table.stands(Status.WITHDRAWN)
    assert await table.evening() == []


async def test_no_step_is_told_to_who_blocked_the_bot(table: Table) -> None:
    table.author.blocks()
    await table.town.settle()
    for since, way in scene.ways():
        await scene.brings(table, since)
        await scene.takes(table, way)
    assert await table.evening() == []
