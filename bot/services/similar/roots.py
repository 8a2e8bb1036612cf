"""What is left of a word when it is compared."""

import re
from functools import lru_cache
from typing import Final

from bot.services.search.folding import fold, stem

_CYRILLIC: Final = re.compile("[а-яґєіїё]")


@lru_cache(maxsize=16_384)
def root(word: str) -> str:
    """Write a plain word without its ending, a Ukrainian or Russian one as it sounds.

    English words keep their letters: as they sound «wood» would be «вод».
    """
    return stem(fold(word) if _CYRILLIC.search(word) else word)


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """Write a plain word as it sounds, whatever its script, without its ending."""
    return stem(fold(word))
