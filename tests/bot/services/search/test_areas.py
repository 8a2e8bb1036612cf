"""Areas by all the names that people give them."""

import pytest

from bot.services.search.areas import _NICKNAMES
from tests.bot.services.search.conftest import Register


def test_nicknames_are_those_of_the_registers_oblasts(register: Register) -> None:
    oblasts = {place.oblast_uk for place in register.index.places}
    assert set(_NICKNAMES) == oblasts


@pytest.mark.parametrize(
    ("typed", "oblast"),
    [
        ("Херсонщина", "Херсонська"),
        ("на Закарпатті", "Закарпатська"),
        ("Донецкая область", "Донецька"),
        ("Mykolaiv region", "Миколаївська"),
        ("Буковина", "Чернівецька"),
        ("Crimea", "Автономна Республіка Крим"),
        ("Киевская область", "Київська"),
        ("Ljytwmrf j,kfcnm", "Донецька"),
    ],
)
def test_an_oblast_is_all_its_communities(
    register: Register, typed: str, oblast: str
) -> None:
    found = {hit.place.code for hit in register.hits(typed)}
    there = {place.code for place in register.index.places if place.oblast_uk == oblast}
    assert found == there


def test_a_region_of_two_oblasts_is_both(register: Register) -> None:
    assert register.oblasts("Донбас") == {"Донецька", "Луганська"}


@pytest.mark.parametrize("raion", ["Криворізький район", "Kryvyi Rih district"])
def test_a_raion_is_found_by_its_name_and_its_town(
    register: Register, raion: str
) -> None:
    assert {hit.place.raion_uk for hit in register.hits(raion)} == {"Криворізький"}


@pytest.mark.parametrize("typed", ["Херсонська область область", "обл Херсонська обл"])
def test_an_oblast_may_be_called_one_twice(register: Register, typed: str) -> None:
    assert register.oblasts(typed) == {"Херсонська"}
