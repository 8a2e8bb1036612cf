"""A question that is asked on until an answer settles it: a search."""

import pytest

from bot.playground.person import Person
from tests.bot.conversation.conftest import data, shown
from tests.handlers.cast import last, presses, says
from tests.world import World


@pytest.fixture
async def searching(bot: World, olena: Person) -> Person:
    await says(bot, olena, "/begin search", "kyiv")
    return olena


async def test_what_is_found_is_listed_by_numbers(searching: Person) -> None:
    listed = [f"{n}. Town {n}" for n in range(1, 9)]
    assert last(searching) == "\n".join(["found for ?kyiv\n", *listed])
    numbers = [str(n) for n in range(1, 9)]
    assert searching.sees()[-1].buttons == [*numbers, "Show more", "Cancel"]


async def test_the_next_page_goes_on_counting(bot: World, searching: Person) -> None:
    await presses(bot, searching, "Show more")
    assert "9. Town 9\n10. Town 10" in last(searching)


async def test_a_number_settles_the_question(bot: World, searching: Person) -> None:
    await presses(bot, searching, "3")
    assert shown(searching) == {"town": "c3"}


async def test_another_search_takes_the_place_of_the_first(
    bot: World, searching: Person
) -> None:
    await says(bot, searching, "lviv")
    assert "found for ?lviv" in last(searching)


async def test_an_edited_search_is_made_anew(bot: World, searching: Person) -> None:
    typed = next(m for m in reversed(searching.sees()) if m.text == "kyiv")
    searching.edits(typed.message_id, "odesa")
    await bot.settle()
    assert "found for ?odesa" in last(searching)


async def test_a_search_is_no_answer_to_go_on_with(
    bot: World, searching: Person
) -> None:
    pressed = data(searching, "3").replace("pick", "next")
    searching.forges(pressed, searching.sees()[-1].message_id)
    await bot.settle()
    assert "found for ?kyiv" in last(searching)
