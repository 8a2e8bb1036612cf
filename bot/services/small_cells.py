"""Small cells of a table are hidden, so that nobody is found behind a figure."""

from collections.abc import Mapping
from typing import Final

SHOWN_FROM: Final = 5  # people; domain, standards of figures


def hide(cells: Mapping[str, int]) -> Mapping[str, int | None]:
    """Hide small cells, and as many more as keep them from being subtracted.

    With a known total a hidden cell alone could be computed, and so could several whose
    sum is small: then the smallest of the others are hidden, too. Empty ones are shown.
    """
    by_size = sorted((each for each in cells if cells[each]), key=lambda e: cells[e])
    hidden: list[str] = []
    for name in by_size:
        total = sum(cells[each] for each in hidden)
        is_open = bool(hidden) and (len(hidden) == 1 or total < SHOWN_FROM)
        if cells[name] < SHOWN_FROM or is_open:
            hidden.append(name)
    return {name: None if name in hidden else n for name, n in cells.items()}
