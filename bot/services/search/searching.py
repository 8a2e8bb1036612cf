"""From what was typed to the communities that may be meant."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.services.search import layouts
from bot.services.search.folding import spellings
from bot.services.search.hits import Hit, Tier
from bot.services.search.index import Index, Named
from bot.services.search.nearby import MARGIN
from bot.services.search.reading import Phrase, Reading, read

_SHORTEST: Final = 2  # sounds of a beginning
_DOUBTFUL: Final = 1.3  # a guess beyond that yields to a better one of another layout


def search(index: Index, text: str) -> list[Hit]:
    """Find what a text means: by name or area, else half typed, else misspelled.

    What a wrong keyboard layout may have made of it is tried at every step.
    """
    texts = [text, *layouts.meant(text)]
    looks = [Look(index, read(each, index.areas)) for each in texts]
    return (
        _first(look.exactly() for look in looks)
        or _first(look.partly() for look in looks)
        or _first(look.shortened() for look in looks)
        or _first(_in_guessed_area(index, each) for each in texts)
        or _first(look.begun() for look in looks)
        or _nearest(look.misspelled() for look in looks)
        or _first(look.wordwise() for look in looks)
    )


class Look:
    """One reading of a search, looked up in the index in one way after the other."""

    def __init__(self, index: Index, reading: Reading) -> None:
        self._index = index
        self._reading = reading
        self._phrases = list(reading.phrases(index.areas))

    def exactly(self) -> Iterator[Hit]:
        """Find the areas and the communities that are called so."""
        index, name, within = self._index, self._reading.name, self._reading.within
        members = index.areas.find(name) if name else within or ()
        for at in members:
            if within is None or at in within:
                yield Hit(index.places[at], Tier.AREA)
        yield from self._spelled(Tier.NAME, lambda key: index.names.get(key, ()))

    def partly(self) -> Iterator[Hit]:
        """Find compounds by one of their words: «Франківськ»."""
        parts = self._index.parts
        yield from self._spelled(Tier.PART, lambda key: parts.get(key, ()))

    def shortened(self) -> Iterator[Hit]:
        """Find «Б. Церква»: every word begins a word of the name."""
        for phrase in self._phrases:
            named = self._index.parts.get(max(phrase.words, key=len), ())
            meant = (each for each in named if _abbreviates(phrase, each))
            yield from self._hits(Tier.PART, phrase, meant)

    def begun(self) -> Iterator[Hit]:
        """Find the names that go on where the typed letters end."""
        for phrase in self._phrases:
            typed = "".join(phrase.words)
            is_long = len(typed) >= _SHORTEST
            for name in self._index.nearby.beginning(typed) if is_long else ():
                yield from self._hits(Tier.PART, phrase, self._index.names[name])

    def misspelled(self) -> Iterator[Hit]:
        """Find the names that are meant if there are errors."""
        bare = replace(self._reading, line=self._reading.name)
        for phrase in bare.phrases(self._index.areas):
            for name, weight in self._index.nearby.near("".join(phrase.words)):
                weighed = replace(phrase, cost=phrase.cost + weight)
                yield from self._hits(Tier.GUESS, weighed, self._index.names[name])

    def wordwise(self) -> Iterator[Hit]:
        """Find what any of the words means."""
        for word in self._reading.name:
            alone = replace(self._reading, name=(word,), line=(word,))
            yield from Look(self._index, alone).exactly()

    def _spelled(
        self, tier: Tier, find: Callable[[str], Sequence[Named]]
    ) -> Iterator[Hit]:
        for phrase in self._phrases:
            for spelling in spellings(phrase.words):
                yield from self._hits(tier, phrase, find(spelling))

    def _hits(
        self, tier: Tier, phrase: Phrase, named: Iterable[Named]
    ) -> Iterator[Hit]:
        types = self._reading.types
        for each in named:
            if phrase.within is None or each.at in phrase.within:
                place = self._index.places[each.at]
                apt = not types or place.type in types
                yield Hit(place, tier, each.cost + phrase.cost, each.former, apt)


def _in_guessed_area(index: Index, text: str) -> Iterator[Hit]:
    return Look(index, read(text, index.areas, guess=True)).exactly()


def _abbreviates(phrase: Phrase, named: Named) -> bool:
    return len(named.words) == len(phrase.words) and all(
        map(str.startswith, named.words, phrase.words)
    )


def _first(tries: Iterable[Iterator[Hit]]) -> list[Hit]:
    return next((hits for hits in map(list, tries) if hits), [])


def _nearest(tries: Iterable[Iterator[Hit]]) -> list[Hit]:
    """Take the least doubtful guesses; another layout is tried only in doubt."""
    hits: list[Hit] = []
    for guesses in tries:
        hits.extend(guesses)
        best = min((hit.cost for hit in hits), default=_DOUBTFUL)
        if best < _DOUBTFUL:
            break
    return [hit for hit in hits if hit.cost <= best + MARGIN]
