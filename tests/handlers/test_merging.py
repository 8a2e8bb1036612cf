"""Merging with a tap, from the card that shows what is similar."""

from datetime import timedelta

import pytest

from bot.settled import Rules
from tests.factories import TEXT
from tests.handlers.cast import last, presses, resident, said, says, sends_proposal
from tests.handlers.conftest import Desk, Place
from tests.world import World

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
