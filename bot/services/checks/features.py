"""What a classifier sees of a text: pieces of its words, and pairs of words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.services.checks.phrases import folded

SHORTEST, LONGEST = 3, 5  # letters of a piece; "<" and ">" are the ends of the word
STEM: Final = 5  # letters that stand for a word in a pair
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
# Ages are what numbers tell most: a small child, a schoolchild, an adult.
_AGES: Final = ((3, "#0"), (10, "#1"), (18, "#2"), (100, "#3"))
_MANY: Final = "#4"


def words(text: str) -> list[str]:
    """Return the words of a text, numbers by their size only."""
    return [
        _size(token) if token.isdecimal() else token
        for token in _TOKEN.findall(folded(text))
    ]


@lru_cache(maxsize=8192)
def pieces(word: str) -> tuple[str, ...]:
    """Return a word's pieces and the word itself."""
    if word.startswith("#"):
        return (word,)
    whole = f"<{word}>"
    cut = {
        whole[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(whole) - length + 1)
    }
    return tuple(sorted(cut | {whole}))


def pairs(there: Sequence[str]) -> list[str]:
    """Return each two neighbours of a text once, by their stems."""
    stems = ["^", *(word[:STEM] for word in there), "$"]
    return list(dict.fromkeys(f"{one} {two}" for one, two in pairwise(stems)))


@lru_cache(maxsize=512)
def _size(number: str) -> str:
    if len(number) > LONGEST:
        return _MANY
    return next((name for limit, name in _AGES if int(number) < limit), _MANY)
