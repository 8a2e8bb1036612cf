"""How far apart words are."""

import pytest

from bot.services.search.typos import allowance, distance


@pytest.mark.parametrize(
    ("typed", "name", "weight"),
    [
        ("harkiv", "harkiv", 0.0),
        ("harkov", "harkiv", 0.4),
        ("harkvi", "harkiv", 0.8),
        ("harkv", "harkiv", 0.8),
        ("hatkiv", "harkiv", 1.0),
        ("hharkiv", "harkiv", 1.0),
    ],
)
def test_slips_are_weighed(typed: str, name: str, weight: float) -> None:
    assert distance(typed, name, limit=3.0) == pytest.approx(weight)


def test_what_is_too_far_is_given_up() -> None:
    assert distance("odesa", "harkiv", limit=2.0) == float("inf")


def test_longer_words_may_be_further_off() -> None:
    assert allowance(3) < allowance(8) < allowance(13) == allowance(40)
