"""How far a typed word is from a name: slips of the ear cost less than of the hand."""

from itertools import accumulate
from string import ascii_lowercase
from typing import Final

_ALIKE: Final = 0.4
_SWAPPED: Final = 0.8  # two letters in the wrong order
_SLIP: Final = 1.0
# Sounds that are taken for each other, also between Ukrainian and Russian.
_PAIRS: Final = (
    *("ao", "ae", "ei", "eo", "io", "iu", "ou", "uv", "fv", "bp", "dt", "gh", "gk"),
    *("zs", "zj", "jw", "sw", "wq", "sc", "ck", "cq", "kq"),
)
_CHEAP: Final = frozenset(one for pair in _PAIRS for one in (pair, pair[::-1]))
_CHANGE: Final = {
    letter: {
        other: 0.0 if letter == other else _ALIKE if letter + other in _CHEAP else _SLIP
        for other in ascii_lowercase
    }
    for letter in ascii_lowercase
}
_DROP: Final = {letter: 0.8 if letter in "aeiou" else _SLIP for letter in _CHANGE}


def allowance(length: int) -> float:
    """Return how far off a word of so many sounds may be."""
    return min(0.4 + 0.2 * length, 3.0)


def distance(typed: str, name: str, limit: float) -> float:
    """Weigh the fewest slips that turn a name into what was typed.

    Gives up, with infinity, as soon as the limit cannot be kept.
    """
    older: list[float] = []
    before = [0.0, *accumulate(_DROP[letter] for letter in name)]
    for at, letter in enumerate(typed):
        row = _next_row(letter, name, before)
        if older:
            _mind_swaps(typed[at - 1 : at + 1], name, older, row)
        if min(row) > limit:
            return float("inf")
        older, before = before, row
    return before[-1]


def _next_row(letter: str, name: str, before: list[float]) -> list[float]:
    # No min() here: this loop is most of what a search with errors costs.
    drop, change = _DROP[letter], _CHANGE[letter]
    last = before[0] + drop
    row = [last]
    for other, kept, dropped in zip(name, before, before[1:], strict=False):
        last += _DROP[other]
        if (cost := kept + change[other]) < last:
            last = cost
        if (cost := dropped + drop) < last:
            last = cost
        row.append(last)
    return row


def _mind_swaps(pair: str, name: str, older: list[float], row: list[float]) -> None:
    at = name.find(pair[::-1])
    while at >= 0:
        row[at + 2] = min(row[at + 2], older[at] + _SWAPPED)
        at = name.find(pair[::-1], at + 1)
