"""Given names by their stems, Ukrainian, Russian and in Latin letters."""

from collections.abc import Iterator
from functools import lru_cache

from bot.services.checks.vocabulary import listed

MEN = frozenset(listed("men"))
WOMEN = frozenset(listed("women"))
LATIN = frozenset(listed("latin"))
ENDINGS = frozenset(["", *listed("endings")])
# The endings of somebody who acts, not of somebody after whom a street is named.
MASCULINE = ("", "о", "й", "ь", "ій", "ий", "ей")
FEMININE = ("", "а", "я", "ь", "ья")
LONGEST_ENDING = 4
PRONOUNS = frozenset(["вас"])


@lru_cache(maxsize=4096)
def is_given(word: str) -> bool:
    """Tell whether a word in small letters is a given name in any case."""
    return word in LATIN or any(
        stem in MEN or stem in WOMEN for stem, _ending in _splits(word)
    )


@lru_cache(maxsize=4096)
def is_nominative(word: str) -> bool:
    """Tell whether a given name stands in the nominative for certain."""
    return word in LATIN or any(
        (stem in MEN and ending in MASCULINE)
        or (stem in WOMEN and stem not in MEN and ending in FEMININE)
        for stem, ending in _splits(word)
    )


def _splits(word: str) -> Iterator[tuple[str, str]]:
    if word in PRONOUNS:
        return
    for cut in range(len(word), max(1, len(word) - LONGEST_ENDING - 1), -1):
        if word[cut:] in ENDINGS:
            yield word[:cut], word[cut:]
