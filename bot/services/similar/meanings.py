"""What words mean: the field's synonyms in data/synonyms.toml, and their topics."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.services import topics
from bot.services.search.folding import fold, plain, stem

LISTS: Final = Path(__file__).parents[3] / "data" / "synonyms.toml"
_SHORTEST: Final = 2  # letters of a beginning
_SIGN: Final = "@"  # no stem begins so

_Table = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What stems, beginnings of words and pairs of stems mean."""

    stems: _Table
    beginnings: _Table
    pairs: _Table

    def of(self, word: str) -> frozenset[str]:
        """List what a plain word means."""
        starts = (word[:end] for end in range(_SHORTEST, len(word) + 1))
        begun = (self.beginnings.get(start, frozenset()) for start in starts)
        return self.stems.get(root(word), frozenset()).union(*begun)

    def of_pair(self, first: str, second: str) -> frozenset[str]:
        """List what two plain words mean together."""
        return self.pairs.get(f"{root(first)}_{root(second)}", frozenset())


def root(word: str) -> str:
    """Write a plain word as it sounds, without its ending."""
    return stem(fold(word))


@cache
def load() -> Meanings:
    """Read the lists, once."""
    stems, beginnings, pairs = (defaultdict[str, set[str]](set) for _ in range(3))
    for meaning, word in _entries(tomllib.loads(LISTS.read_text("utf-8"))):
        if "_" in word:
            pairs["_".join(map(root, word.split("_")))].add(meaning)
        elif word.endswith("*"):
            beginnings[word.removesuffix("*")].add(meaning)
        else:
            stems[root(word)].add(meaning)
    for start, points in topics.stems().items():
        beginnings[start].add(_SIGN + points.most_common(1)[0][0])
    return Meanings(*map(_frozen, (stems, beginnings, pairs)))


@cache
def edition() -> str:
    """Name the lists as they are: what was indexed by others is indexed anew."""
    read = LISTS.read_bytes() + topics.STEMS.read_bytes()
    return sha256(read).hexdigest()[:16]


def _entries(lists: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for meanings in lists.values():
        for name, words in meanings.items():
            yield from ((_SIGN + name, _written(each)) for each in words.split())


def _written(entry: str) -> str:
    """Write an entry as words of a text are written; plain() takes stars for quotes."""
    return plain(entry) + ("*" if entry.endswith("*") else "")


def _frozen(table: Mapping[str, Sequence[str] | set[str]]) -> _Table:
    return {key: frozenset(values) for key, values in table.items()}
