"""Small cells of a table are hidden, so that nobody is found behind a figure."""

from collections.abc import Mapping, Sequence
from typing import Final

SHOWN_FROM: Final = 5  # people; domain, standards of figures


def hide(cells: Mapping[str, int]) -> Mapping[str, int | None]:
    """Hide small cells, and as many more as keep them from being subtracted.

    With a known total a hidden cell alone could be computed, and so could several whose
    sum is hardly more than one for each: then the smallest of the others are hidden,
    too. Empty ones are shown, unless all the others have to be hidden.
    """
    by_size = sorted((each for each in cells if cells[each]), key=lambda e: cells[e])
    hidden: list[str] = []
    for name in by_size:
        if cells[name] < SHOWN_FROM or _is_open(cells, hidden):
            hidden.append(name)
    if _is_open(cells, hidden):
        return dict.fromkeys(cells)
    return {name: None if name in hidden else n for name, n in cells.items()}


def _is_open(cells: Mapping[str, int], hidden: Sequence[str]) -> bool:
    spare = sum(cells[each] - 1 for each in hidden)
    return bool(hidden) and (len(hidden) == 1 or spare < SHOWN_FROM)
