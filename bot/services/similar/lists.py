"""Lists of words in files: what a word belongs to, alone or with another one."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from bot.services.search.folding import fold, plain
from bot.services.similar.roots import root, sound

REACH: Final = 3  # words after the first of a pair: prepositions stand between
_SHORTEST: Final = 2  # letters of a beginning
_STAR: Final = "\0"

_Table = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """What stems, beginnings of words and pairs of stems belong to."""

    stems: _Table
    beginnings: _Table
    pairs: Mapping[str, _Table]

    @property
    def names(self) -> frozenset[str]:
        """Name all that they list words of."""
        tables = (self.stems, self.beginnings, *self.pairs.values())
        return frozenset().union(*chain.from_iterable(t.values() for t in tables))

    def of(self, word: str) -> frozenset[str]:
        """List what a plain word belongs to."""
        starts = (word[:end] for end in range(_SHORTEST, len(word) + 1))
        begun = (self.beginnings.get(start, frozenset()) for start in starts)
        return self.stems.get(root(word), frozenset()).union(*begun)

    def of_pairs(self, first: str, after: Sequence[str]) -> frozenset[str]:
        """List what a plain word belongs to together with one of those after it."""
        tables = [self.pairs[key] for key in _keys(first) if key in self.pairs]
        if not tables:
            return frozenset()
        keys = [key for each in after for key in _keys(each)]
        found = (table[key] for table in tables for key in keys if key in table)
        return frozenset[str]().union(*found)


def read(
    paths: Iterable[Path], sign: str, begun: Mapping[str, str] | None = None
) -> Lists:
    """Read files, and add names of single beginnings of words; all begin so."""
    stems, beginnings = (defaultdict[str, set[str]](set) for _ in range(2))
    pairs = defaultdict[str, defaultdict[str, set[str]]](lambda: defaultdict(set))
    for entry, names in _entries(paths, sign).items():
        word = _plain(entry)
        if "_" in word:
            first, last = map(_key, word.split("_"))
            pairs[first][last] |= names
        elif word.endswith("*"):
            beginnings[word.removesuffix("*")] |= names
        else:
            stems[root(word)] |= names
    for start, bare in (begun or {}).items():
        beginnings[start].add(sign + bare)
    together = {first: _frozen(pairs[first]) for first in pairs}
    return Lists(_frozen(stems), _frozen(beginnings), together)


@lru_cache(maxsize=16_384)
def _key(entry: str) -> str:
    """Write a word of a pair as it is looked up, a beginning with its star."""
    return fold(entry) + "*" if entry.endswith("*") else sound(entry)


@lru_cache(maxsize=16_384)
def _keys(word: str) -> tuple[str, ...]:
    """List what a plain word is looked up by: itself, and all its beginnings."""
    folded = fold(word)
    starts = (f"{folded[:end]}*" for end in range(_SHORTEST, len(folded) + 1))
    return (sound(word), *starts)


def _entries(paths: Iterable[Path], sign: str) -> Mapping[str, set[str]]:
    """List what each entry belongs to: most stand in several lists."""
    found = defaultdict[str, set[str]](set)
    for path in paths:
        lists: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text("utf-8"))
        for name, words in chain.from_iterable(each.items() for each in lists.values()):
            for entry in words.split():
                found[entry].add(sign + name)
    return found


def _plain(entry: str) -> str:
    # plain() takes stars for quotes
    return plain(entry.replace("*", _STAR)).replace(_STAR, "*")


def _frozen(table: Mapping[str, set[str]]) -> _Table:
    return {key: frozenset(values) for key, values in table.items()}
