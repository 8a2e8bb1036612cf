"""Coordinators check the numbers that people are given."""

from bot.jobs.concerns import tell_of_lines
from tests.conftest import Clock
from tests.handlers.cast import agreed, coordinator, last, presses, said, says
from tests.world import World

LONG_AFTER = "2030-01-01 12:00+02"


async def test_a_number_that_was_called_is_shown_again(
    town: World, clock: Clock, language: str
) -> None:
    await clock.set(LONG_AFTER)
    phone = await coordinator(town, language)
    await says(town, phone, "/menu")
    await tell_of_lines(town.sessions)
    await town.settle()
    await presses(town, phone, said(language, "See the numbers"))
    right = said(language, "{number} is right", number="116 123")
    assert right in phone.sees()[-1].buttons
    await presses(town, phone, right)
    assert right not in phone.sees()[-1].buttons


async def test_a_number_that_is_dead_is_hidden_until_it_is_right(
    town: World, clock: Clock, language: str
) -> None:
    await clock.set(LONG_AFTER)
    phone = await coordinator(town, language)
    right = said(language, "{number} is right", number="1547")
    await says(town, phone, "/numbers")
    await presses(town, phone, right, said(language, "Numbers that are shown"), "1547")
    await presses(town, phone, said(language, "Hide the number"))
    assert right in phone.sees()[-1].buttons
    await presses(town, phone, right)
    assert right not in phone.sees()[-1].buttons


async def test_numbers_are_checked_by_coordinators_only(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/numbers")
    assert last(phone) == said(language, "Only the group’s team can do this.")
