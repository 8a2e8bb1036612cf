"""The register, prepared for searching: built once by every replica, never changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bot.services.search.areas import Areas
from bot.services.search.folding import parts, spellings, stem
from bot.services.search.nearby import Nearby
from bot.services.search.places import Place

_FORMER: Final = 0.25
_STEM: Final = 0.3


class Named(NamedTuple):
    """A community under one of its names; the cost is 0 for what it is called now."""

    at: int
    words: Sequence[str]
    cost: float
    former: str | None


class Index:
    """Communities by how their names sound, by parts of them, and by area."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.names = defaultdict[str, list[Named]](list)
        self.parts = defaultdict[str, list[Named]](list)
        for at, place in enumerate(places):
            self._add(at, place)
        self.areas = Areas(places)
        self.nearby = Nearby(self.names)

    def _add(self, at: int, place: Place) -> None:
        for name, former in _names(place):
            words, cost = parts(name), _FORMER if former else 0.0
            whole, bare = spellings(words)
            self.names[whole].append(Named(at, words, cost, former))
            self.names[bare].append(Named(at, words, cost + _STEM, former))
            for word in {*words, *map(stem, words)} if len(words) > 1 else ():
                self.parts[word].append(Named(at, words, cost, former))


def _names(place: Place) -> Iterator[tuple[str, str | None]]:
    current = (place.name_uk, place.centre_uk, place.name_en, place.centre_en)
    yield from ((name, None) for name in dict.fromkeys(current))
    yield from ((name, name) for name in place.former)
