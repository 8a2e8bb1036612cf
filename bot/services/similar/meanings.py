"""What words mean: the lists of synonyms in data/synonyms, and their topics."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from bot.services import topics
from bot.services.search.folding import plain
from bot.services.similar.roots import root, sound

_DATA: Final = Path(__file__).parents[3] / "data"
EMPTY: Final = _DATA / "empty_words.txt"  # of words that nearly every proposal has
LISTS: Final = sorted((_DATA / "synonyms").glob("*.toml"))
_SHORTEST: Final = 2  # letters of a beginning
_SIGN: Final = "@"  # no stem begins so
_STAR: Final = "\0"
_KEPT_AS: Final = b"marks"  # another word where the index is written otherwise
# Meanings of words that belong to one matter, without saying the same: topics, too.
MATTERS: Final = ("@need_", "@idea_", "@P")

_Table = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What stems, beginnings of words and pairs of stems mean."""

    stems: _Table
    beginnings: _Table
    pairs: Mapping[str, _Table]

    def of(self, word: str) -> frozenset[str]:
        """List what a plain word means."""
        starts = (word[:end] for end in range(_SHORTEST, len(word) + 1))
        begun = (self.beginnings.get(start, frozenset()) for start in starts)
        return self.stems.get(root(word), frozenset()).union(*begun)

    def of_pairs(self, first: str, after: Sequence[str]) -> frozenset[str]:
        """List what a plain word means together with one of those after it."""
        seconds = self.pairs.get(sound(first))
        if not seconds:
            return frozenset()
        found = (seconds.get(sound(each), frozenset()) for each in after)
        return frozenset[str]().union(*found)


@cache
def load() -> Meanings:
    """Read the lists, once."""
    stems, beginnings = (defaultdict[str, set[str]](set) for _ in range(2))
    pairs = defaultdict[str, dict[str, frozenset[str]]](dict)
    for meaning, word in chain.from_iterable(map(_entries, LISTS)):
        if "_" in word:
            first, second = map(sound, word.replace("*", "").split("_"))
            known = pairs[first].get(second, frozenset())
            pairs[first][second] = known | {meaning}
        elif word.endswith("*"):
            beginnings[word.removesuffix("*")].add(meaning)
        else:
            stems[root(word)].add(meaning)
    for start, points in topics.stems().items():
        beginnings[start].add(_SIGN + points.most_common(1)[0][0])
    return Meanings(_frozen(stems), _frozen(beginnings), pairs)


@cache
def edition() -> str:
    """Name the lists as they are: what was indexed by others is indexed anew."""
    read = b"".join(path.read_bytes() for path in [*LISTS, topics.STEMS, EMPTY])
    return sha256(_KEPT_AS + read).hexdigest()[:16]


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    lists: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text("utf-8"))
    for meanings in lists.values():
        for name, words in meanings.items():
            # plain() takes stars for quotes
            kept = plain(words.replace("*", _STAR)).replace(_STAR, "*")
            yield from ((_SIGN + name, each) for each in kept.split())


def _frozen(table: Mapping[str, Sequence[str] | set[str]]) -> _Table:
    return {key: frozenset(values) for key, values in table.items()}
