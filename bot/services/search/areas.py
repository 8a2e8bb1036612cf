"""Oblasts and raions by the names that people give them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.services.search.folding import parts, spellings
from bot.services.search.nearby import Nearby
from bot.services.search.places import Place
from bot.services.search.words import Role

Members = frozenset[int]
_NICKNAMES: Final[dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)
_MISSPELLED: Final = 1.2  # one slip: raions of old are no misspelled new ones
_KINDS: Final = (Role.OBLAST, Role.RAION)


class Areas:
    """Which communities lie in an area, under each of its names."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._members = {
            Role.OBLAST: _by_spelling(_oblasts(places)),
            Role.RAION: _by_spelling(_raions(places)),
        }
        self._nearby = {kind: Nearby(self._members[kind]) for kind in _KINDS}

    def find(self, words: Sequence[str], kinds: Sequence[Role] = _KINDS) -> Members:
        """Return the communities of the areas that are called so."""
        found = (
            self._members[kind].get(spelling, frozenset())
            for kind in kinds
            for spelling in spellings(words)
        )
        return frozenset[int]().union(*found)

    def guess(self, word: str, kind: Role) -> Members:
        """Return the communities of the area that a misspelled word means."""
        near = self._nearby[kind].near(word, _MISSPELLED)
        weighed = ((weight, name) for name, weight in near)
        _, best = min(weighed, default=(0.0, ""))
        return self._members[kind].get(best, frozenset())


def _by_spelling(areas: Iterable[tuple[Iterable[str], Members]]) -> dict[str, Members]:
    found = defaultdict[str, Members](frozenset)
    for names, members in areas:
        for spelling in {each for name in names for each in spellings(parts(name))}:
            found[spelling] |= members
    return dict(found)


def _oblasts(places: Sequence[Place]) -> Iterator[tuple[Iterable[str], Members]]:
    for name, members in _grouped([place.oblast_uk for place in places]):
        yield (name, *_NICKNAMES.get(name, ())), members


def _raions(places: Sequence[Place]) -> Iterator[tuple[Iterable[str], Members]]:
    """Name raions also by their town, and by what it used to be called."""
    seats = {place.raion_uk: place for place in places if place.names_its_raion}
    for name, members in _grouped([place.raion_uk for place in places]):
        seat = seats.get(name)
        yield (name, *((seat.centre_uk, *seat.former) if seat else ())), members


def _grouped(names: Sequence[str]) -> Iterator[tuple[str, Members]]:
    members = defaultdict[str, set[int]](set)
    for at, name in enumerate(names):
        members[name].add(at)
    return ((name, frozenset(each)) for name, each in members.items() if name)
