"""How common words and meanings are in what communities write."""

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log
from typing import Final

from bot.shipped import DATA

COUNTS: Final = DATA / "common_words.tsv"
ALL: Final = "="  # no stem is written so: the line that counts the texts
_TEXTS: Final = 1_000  # as if shares had been counted in so many


@lru_cache(maxsize=16_384)
def rarity(mark: str) -> float:
    """Weigh a stem or a meaning by how few texts have it (BM25's weight)."""
    counts = _counts()
    n = _TEXTS * counts.get(mark, 0) / counts[ALL]
    return log(1 + (_TEXTS - n + 0.5) / (n + 0.5))


def is_known(stem: str) -> bool:
    """Tell whether a stem is among them."""
    return stem in _counts()


@cache
def _counts() -> Mapping[str, int]:
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return {mark: int(count) for mark, count in csv.reader(file, delimiter="\t")}
