"""How much two texts say the same."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import lru_cache
from math import sqrt
from typing import Final

from bot.services.similar import commonness, matters, reading
from bot.services.similar.commonness import rarity

# A meaning says more than a word, which says it again in its other forms.
_STEM: Final = 0.5
_REPEATED: Final = 0.7
_MISSPELT: Final = 0.85
_ALIKE: Final = 0.75  # difflib's ratio, from which on a word is another one misspelt
_SHARPNESS: Final = 1.3  # rare words say more than their rarity
_MANY: Final = 0.3  # several words that match say more than one that weighs as much
_NORM: Final = 3  # a word with several meanings in common says a little more
_AGAIN: Final = _REPEATED**_NORM
_MATTERS: Final = 0.5  # of the likeness: the same matters, by whatever words


class Text:
    """A text to be compared: its words, what they stand for is worth, its matters."""

    def __init__(self, written: str) -> None:
        read = reading.read(written)
        self.words = [(word.stem, *sorted(word.meanings)) for word in read]
        self.marks = frozenset(mark for word in self.words for mark in word)
        self.worths = list(_worths(self.words))
        self.weight = sum(_shared(self, self.marks))
        self.matters = reading.tell(written)


def likeness(one: Text, other: Text) -> float:
    """Tell how much of either text stands in the other one, in its words or others."""
    said, told = _said(one, other), matters.likeness(one.matters, other.matters)
    return (1 - _MATTERS) * said + _MATTERS * told


def _said(one: Text, other: Text) -> float:
    weight = sqrt(one.weight * other.weight)
    covered = _covered(one, other) + _covered(other, one)
    return covered / 2 / weight if weight else 0.0


def _covered(text: Text, other: Text) -> float:
    found = [*_shared(text, other.marks), *_misspelt(text, other)]
    return float(sum(found) * len(found) ** _MANY)


def _worths(words: Sequence[Sequence[str]]) -> Iterator[Sequence[tuple[str, float]]]:
    """Weigh what each word stands for, less what was said before."""
    said = set[str]()
    for word in words:
        yield [(mark, _worth(mark) * (_AGAIN if mark in said else 1)) for mark in word]
        said.update(word)


def _shared(text: Text, marks: AbstractSet[str]) -> list[float]:
    """Weigh the words that have something in common with those marks."""
    sums = (sum(worth for mark, worth in each if mark in marks) for each in text.worths)
    return [float(each ** (1 / _NORM)) for each in sums if each]


def _misspelt(text: Text, other: Text) -> Iterator[float]:
    """Weigh words that nobody knows by those of the other text that look so."""
    for stem, *meanings in text.words:
        if not meanings and not commonness.is_known(stem) and stem not in other.marks:
            begun = {word[0]: word for word in other.words if word[0][0] == stem[0]}
            for close in get_close_matches(stem, begun, 1, _ALIKE):
                yield float(_MISSPELT * sum(map(_worth, begun[close])) ** (1 / _NORM))


@lru_cache(maxsize=16_384)
def _worth(mark: str) -> float:
    """Weigh a mark, as it adds to the others of its word."""
    share = 1.0 if mark.startswith("@") else _STEM
    return float((share * rarity(mark) ** _SHARPNESS) ** _NORM)
