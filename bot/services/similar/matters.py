"""Which matters a text tells of: the lists in data/matters, weighed together.

Most words belong to many matters; where the words of a text agree is what it is about.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import hypot, log
from typing import Final

from bot.services.similar import empty, lists
from bot.services.similar.commonness import rarity
from bot.services.similar.lists import REACH, Lists
from bot.services.similar.roots import root
from bot.shipped import DATA

LISTS: Final = sorted((DATA / "matters").glob("*.toml"))
_SIGN: Final = "#"  # no stem begins so, no meaning either
_SHARPNESS: Final = 1.3  # words of few matters say more than their rarity
_AGREEMENT: Final = 1.7  # what several words agree on says more than their sum
_COMMON: Final = 1.0  # words that many texts have say less than their few matters
_NEVER: Final = 7.6  # how rare a word is that no text has
_RARE: Final = 0.7  # matters told of seldom are told of by chance, too
_LIKELIEST: Final = 16

Vector = Mapping[str, float]  # of length 1, or empty


@cache
def load() -> Lists:
    """Read the lists, once."""
    return lists.read(LISTS, _SIGN)


def weigh(words: Sequence[str]) -> Vector:
    """Tell how much a text of plain words tells of each matter, likeliest first."""
    sums = defaultdict[str, float](float)
    for told, share in _told(words):
        weight = share * _weight(len(told)) if told else 0.0
        for name in told:
            sums[name] += weight
    agreed = Counter(dict(_agreed(sums)))
    likeliest = agreed.most_common(_LIKELIEST)
    length = hypot(*(weight for _, weight in likeliest))
    return {name: weight / length for name, weight in likeliest}


def likeness(one: Vector, other: Vector) -> float:
    """Tell how far two texts tell of the same, from 0 to 1."""
    return sum(weight * other.get(name, 0.0) for name, weight in one.items())


def names(words: Sequence[str]) -> frozenset[str]:
    """Name all matters that any of a text's plain words belongs to."""
    return frozenset[str]().union(*(told for told, _ in _told(words)))


def _agreed(sums: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for name, weight in sums.items():
        yield name, (weight * rarity(name) ** _RARE) ** _AGREEMENT


def _told(words: Sequence[str]) -> Iterator[tuple[frozenset[str], float]]:
    """List what each word belongs to, once, and each with those after it.

    Each with a share of its weight: the more, the fewer texts have the word.
    """
    known, said = load(), set[str]()
    for at, word in enumerate(words):
        stem, alone = _alone(word)
        if stem not in said:
            yield alone, (rarity(stem) / _NEVER) ** _COMMON
        yield known.of_pairs(word, words[at + 1 : at + 1 + REACH]), 1.0
        said.add(stem)


@lru_cache(maxsize=16_384)
def _alone(word: str) -> tuple[str, frozenset[str]]:
    stem = root(word)
    return stem, frozenset() if stem in empty.stems() else load().of(word)


@cache
def _weight(matters: int) -> float:
    """Weigh a word by how few matters it belongs to."""
    return float(log(len(load().names) / matters) ** _SHARPNESS)
