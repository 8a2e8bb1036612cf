"""A linear classifier of texts, read from a file that `make train` writes.

For every class a text has a score: how much more it speaks of that than of nothing
(natural logarithm of the odds, multinomial logistic regression).
"""

import csv
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Final, NamedTuple

from bot.services.checks import features

PRECISION: Final = 1000  # weights are whole numbers in the file
BIAS, THRESHOLD = "= bias", "= threshold"
_MARGIN: Final = 2.0  # how far behind the likeliest class another may be
_FEWEST: Final = 5  # words: less tells too little, «behind the hospital»
_WINDOW: Final = 60  # words; of longer texts each stretch is looked at by itself
_STEP: Final = 30

_Row = tuple[int, ...]


class _Sum(NamedTuple):
    weights: _Row
    features: int  # known ones or not


class Classifier:
    """Weights of features by class, and the scores at which a class is named.

    `refused` is a class that is named only where it is the likeliest.
    """

    def __init__(self, path: Path, refused: str) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        self._weights = {name: tuple(map(int, row)) for name, *row in rows}
        self.classes = head[1:]
        self._nothing = (0,) * len(self.classes)
        self._bias = [each / PRECISION for each in self._weights.pop(BIAS)]
        self._thresholds = [each / PRECISION for each in self._weights.pop(THRESHOLD)]
        self._refused = refused
        self._of_word = lru_cache(maxsize=8192)(self._add_up)

    def find(self, text: str) -> set[str]:
        """Name the classes that a text speaks of."""
        there = features.words(text)
        if len(there) < _FEWEST:
            return set()
        found: set[str] = set()
        for stretch in _stretches(there):
            found.update(self._named(self.scores(stretch)))
        return found

    def scores(self, there: Sequence[str]) -> list[float]:
        """Return a score for each class."""
        known = dict.fromkeys(there)
        sums = [self._of_word(word) for word in known]
        pairs = features.pairs(there)
        rows = [each.weights for each in sums]
        rows += [self._weights[pair] for pair in pairs if pair in self._weights]
        scale = PRECISION * sqrt(sum(each.features for each in sums) + len(pairs))
        added = map(sum, zip(self._nothing, *rows, strict=True))
        return [b + s / scale for b, s in zip(self._bias, added, strict=True)]

    def _named(self, scores: Sequence[float]) -> Iterator[str]:
        top = max(scores)
        each = zip(self.classes, scores, self._thresholds, strict=True)
        for name, score, threshold in each:
            margin = 0.0 if name == self._refused else _MARGIN
            if score >= threshold and score >= top - margin:
                yield name

    def _add_up(self, word: str) -> _Sum:
        pieces = features.pieces(word)
        rows = [self._weights[piece] for piece in pieces if piece in self._weights]
        weights = tuple(map(sum, zip(self._nothing, *rows, strict=True)))
        return _Sum(weights, len(pieces))


def _stretches(there: Sequence[str]) -> Iterator[Sequence[str]]:
    yield there[:_WINDOW]
    for start in range(_STEP, len(there) - _STEP, _STEP):
        yield there[start : start + _WINDOW]
