"""Names among which to look for what was typed with errors, or half."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from bot.services.search.typos import allowance, distance

MARGIN: Final = 0.8  # a guess that is so much worse than the best is none
_TELLING: Final = 8  # of the pairs of letters, the rarest: they tell the most
_CANDIDATES: Final = 30  # to be weighed, which is what costs


class Nearby:
    """Every spelling once, in order, and by the pairs of letters in it."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._all = sorted(set(spellings))
        self._by_pair = defaultdict[str, list[int]](list)
        for number, spelling in enumerate(self._all):
            for pair in _pairs(spelling):
                self._by_pair[pair].append(number)

    def beginning(self, typed: str) -> Iterator[str]:
        """List the spellings that go on where the typed letters end."""
        for at in range(bisect_left(self._all, typed), len(self._all)):
            if not self._all[at].startswith(typed):
                return
            yield self._all[at]

    def near(self, typed: str, most: float = 3.0) -> Iterator[tuple[str, float]]:
        """List the spellings that are meant if there are errors, with their weight."""
        limit = min(allowance(len(typed)), most)
        for spelling in self._candidates(typed, slack=round(limit) + 1):
            weight = distance(typed, spelling, limit)
            if weight <= limit:
                limit = min(limit, weight + MARGIN)
                yield spelling, weight

    def _candidates(self, typed: str, *, slack: int) -> Iterator[str]:
        common = Counter[int]()
        for numbers in sorted(self._postings(typed), key=len)[:_TELLING]:
            common.update(numbers)
        length = len(typed)
        likely = (
            (count / (len(self._all[number]) + length), number)
            for number, count in common.items()
            if abs(len(self._all[number]) - length) <= slack
        )
        best = sorted(likely, reverse=True)[:_CANDIDATES]
        return (self._all[number] for _, number in best)

    def _postings(self, typed: str) -> Iterator[list[int]]:
        return (self._by_pair[pair] for pair in _pairs(typed) if pair in self._by_pair)


def _pairs(spelling: str) -> set[str]:
    padded = f"^{spelling}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}
