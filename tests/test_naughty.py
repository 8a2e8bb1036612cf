"""Naughty strings in every question and on every screen: nothing fails, all is parsed.

A sample of what `python -m trials --full --only T49` types in full.
"""

from collections.abc import AsyncIterator
from random import Random

import pytest

from tests.square import Square, laid_out
from tests.world import World
from trials import naughty, shown, written

DICE = Random(20261122)  # noqa: S311 - the same sample every time
INPUTS = DICE.sample(list(naughty.inputs()), 20)
DEALT = DICE.sample(naughty.STRINGS, len(INPUTS))


@pytest.fixture
async def square(town: World) -> AsyncIterator[Square]:
    square = await laid_out(town)
    yield square
    assert (await square.failures(), square.refusals()) == ([], [])


async def test_a_question_answers_a_naughty_string(square: Square) -> None:
    desk, silent = await naughty.seat(square), list[str]()
    for each, text in zip(INPUTS, DEALT, strict=True):
        await desk.opens(each)
        silent += await square.unanswered(desk.phone, [text])
    assert silent == []


async def test_cards_pages_digests_and_files_hold_them(square: Square) -> None:
    numbers = await shown.lay_out(square, DEALT[:3])
    await shown.read_all(square, numbers)
    assert await shown.formulas(square) == []


async def test_names_often_words_translations_and_tables_hold_them(
    square: Square,
) -> None:
    desk = await naughty.seat(square)
    await written.lay_out(square, DEALT[:3])
    await written.read_all(square, desk.phone)
    await written.name_group(square, desk.phone, DEALT[:3])
    await written.send_tables(square, desk.phone, DEALT[:3])
    assert "You said — we did" in "".join(each.text for each in desk.phone.sees())
