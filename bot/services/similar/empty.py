"""Words that nearly every proposal has, and that say nothing of it."""

from functools import cache
from typing import Final

from bot.services.search.folding import plain
from bot.services.similar.roots import root, sound
from bot.shipped import DATA

WORDS: Final = DATA / "empty_words.txt"


@cache
def stems() -> frozenset[str]:
    """List what is left of them, in either spelling."""
    words = plain(WORDS.read_text("utf-8")).split()
    return frozenset(each(word) for word in words for each in (root, sound))
