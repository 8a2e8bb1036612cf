"""Merging with a tap, from the card that shows what is similar."""

from datetime import timedelta

import pytest

from bot.settled import Rules
from tests.factories import TEXT
from tests.handlers.cast import (
    both,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

OTHER = "Навчити шоферів їздити взимку поганою дорогою, це врятує життя."
ALIKE = "Поставити лавки біля амбулаторії, бо людям ніде чекати автобуса."


@pytest.mark.parametrize("pause", [0, 60])
async def test_a_similar_one_is_merged_with_and_separated_again(
    town: World, place: Place, *, desk: Desk, language: str, pause: int
) -> None:
    for button in ("Pass to the group", "Show to the community"):
        await presses(town, desk.moderator, said(language, button))
    neighbour = await resident(town, place.community)
    number = await sends_proposal(town, neighbour, ALIKE)
    town.parts.dispatch.rules = Rules(timedelta(seconds=pause))
    await says(town, desk.moderator, "/queue")
    assert said(language, "Similar ones:") in last(desk.moderator)
    assert TEXT in last(desk.moderator)
    merge = said(language, "Merge with No. {id}", id=desk.number)
    await presses(town, desk.moderator, said(language, "More actions"), merge)
    heard = [each.text for each in neighbour.sees() if each.from_bot]
    assert any(desk.number in each for each in heard) is (pause == 0)
    await presses(town, desk.moderator, said(language, "Separate again"))
    if pause == 0:
        separated = "We consider No. {id} by itself again."
        assert last(neighbour) == said(language, separated, id=number)
    await says(town, desk.moderator, "/queue")
    assert ALIKE in last(desk.moderator)


@both
async def test_what_waits_and_is_alike_is_named_and_merged_with(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    neighbour = await resident(town, place.community)
    number = await sends_proposal(town, neighbour, ALIKE)
    await presses(town, desk.moderator, said(language, "Later"))
    assert ALIKE in last(desk.moderator)
    named = said(language, "No. {id}: {text}", id=desk.number, text=TEXT)
    assert named in last(desk.moderator)
    merge = said(language, "Merge with No. {id}", id=desk.number)
    await presses(town, desk.moderator, said(language, "More actions"), merge)
    merged = "No. {id}: considered with No. {other}."
    told = said(language, merged, id=number, other=desk.number)
    assert any(told == each.text for each in desk.moderator.sees())


async def test_what_was_passed_and_not_shown_is_named(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await sends_proposal(town, await resident(town, place.community), ALIKE)
    await says(town, desk.moderator, "/queue")
    named = said(language, "No. {id}: {text}", id=desk.number, text=TEXT)
    assert named in last(desk.moderator)


async def test_something_else_that_waits_is_not_named(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    await sends_proposal(town, await resident(town, place.community), OTHER)
    await presses(town, desk.moderator, said(language, "Later"))
    assert OTHER in last(desk.moderator)
    assert said(language, "Similar ones:") not in last(desk.moderator)
