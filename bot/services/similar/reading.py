"""A text as what can be compared: stems of its words, and what these mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from bot.services.search.folding import plain
from bot.services.similar import empty, matters, meanings
from bot.services.similar.lists import REACH
from bot.services.similar.matters import Vector
from bot.services.similar.roots import root, sound

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 2
_FOUND_BY: Final = 8  # matters
_MIDDLE: Final = 2**31  # PostgreSQL's integers have a sign


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its stem, and what it may mean, its topic too."""

    stem: str
    meanings: frozenset[str]

    @property
    def synonyms(self) -> list[str]:
        """List what it says, without the topic that it belongs to."""
        return sorted(m for m in self.meanings if not m.startswith(meanings.TOPIC))


def prepare() -> None:
    """Make ready what the first text would otherwise wait for."""
    meanings.load()
    matters.load()


def read(text: str) -> list[Word]:
    """Take a text apart; every stem once, without words that say nothing."""
    found = {word.stem: word for word in _words(_plain(text))}
    return [found[each] for each in found if each not in empty.stems()]


def tell(text: str) -> Vector:
    """Tell how much a text tells of each matter, likeliest first."""
    return matters.weigh(_plain(text))


def likeliest(text: str) -> list[tuple[str, float]]:
    """List the few matters by which a text is found."""
    return [*tell(text).items()][:_FOUND_BY]


def told(text: str) -> list[str]:
    """List all matters that any of its words belongs to."""
    return sorted(matters.names(_plain(text)))


def keys(text: str) -> list[str]:
    """List its stems and what they mean."""
    found = read(text)
    meant = frozenset[str]().union(*(word.meanings for word in found))
    return [word.stem for word in found] + sorted(meant)


def mark(key: str) -> int:
    """Write a key as a number, which a search compares much faster."""
    return crc32(key.encode()) - _MIDDLE


def _plain(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _words(written: list[str]) -> Iterator[Word]:
    known = meanings.load()
    for at, word in enumerate(written):
        alone = _alone(word)
        together = known.of_pairs(word, written[at + 1 : at + 1 + REACH])
        if len(alone.stem) >= _SHORTEST:
            yield Word(alone.stem, alone.meanings | together)


@lru_cache(maxsize=16_384)
def _alone(word: str) -> Word:
    meant = meanings.load().of(word)
    # What no list knows is likely a name, in whatever script.
    return Word(root(word) if meant else sound(word), meant)
