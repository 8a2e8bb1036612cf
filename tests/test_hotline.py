"""Real appeals of a city hotline go as labelled by hand."""

import asyncio
import sys
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.services.checks import Kind
from bot.services.checks.examining import examine
from tests.world import World
from trials import hotline, outcome
from trials import town as towns
from trials.hotline import Appeal, Plan
from trials.play import Play

if TYPE_CHECKING:
    from trials.outcome import Outcome

Found = TypeVar("Found")

SAMPLE, PEOPLE, SEED = 9, 3, 20261121
AGREEMENT = 0.95


class Still:
    """A stage where the bot carries everything out before anybody looks again."""

    def __init__(self, town: World) -> None:
        self._town = town
        self._one_at_a_time = asyncio.Lock()

    async def act(self) -> None:
        """Nobody is killed here."""

    async def until(self, look: Callable[[], Found | None], what: str) -> Found:
        async with self._one_at_a_time:
            found = look()
            if found is None:
                await self._town.settle()
                found = look()
        assert found is not None, what
        return found


async def test_sampled_appeals_go_all_the_way_as_labelled(town: World) -> None:
    dice = Random(SEED)  # noqa: S311 - the same sample every time
    refused = [each for each in hotline.read() if each.is_military]
    sample = dice.sample(hotline.lasting(), SAMPLE) + refused
    plan = Plan.draw(sample, PEOPLE, dice)
    scene = await towns.found(town.sessions, town.telegram)
    play = Play(town.sessions, town.telegram, town=scene, plan=plan, stage=Still(town))
    came: Outcome = {}
    for part in play.parts:
        came |= await part()
    await town.settle()
    wanted = outcome.expected(plan)
    assert list(outcome.differences(wanted, came | play.seen())) == []
    assert list(play.complaints()) == []


def test_every_appeal_is_taken_or_refused_as_labelled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    appeals = hotline.read()
    wrong = [each.id for each in appeals if is_refused(each.text) != is_labelled(each)]
    agreement = 1 - len(wrong) / len(appeals)
    with capsys.disabled():
        sys.stdout.write(f"\nhotline, {len(appeals)} texts: agreement {agreement:.3f}")
    assert len(appeals) == 239
    assert agreement >= AGREEMENT, wrong


def test_every_masked_appeal_is_taken() -> None:
    assert [each.id for each in hotline.lasting() if is_refused(each.kept)] == []


def is_labelled(appeal: Appeal) -> bool:
    return appeal.is_personal or appeal.is_military


def is_refused(text: str) -> bool:
    found = examine(text)
    return found.is_military or bool(found.kinds - {Kind.LINK})
