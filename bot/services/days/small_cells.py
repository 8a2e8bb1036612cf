"""Small cells of a table are hidden, so that nobody is found behind a figure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.i18n import Text, _

SHOWN_FROM: Final = 5  # people; domain, standards of figures
FEW: Final = _("fewer than 5")
HIDDEN: Final = _("fewer than 5, or hidden")


def alone(n: int) -> int | None:
    """Hide a figure that stands by itself, if it is small; none is shown."""
    return None if 0 < n < SHOWN_FROM else n


def few(n: int) -> int | Text:
    """Say a figure that stands by itself."""
    return FEW if alone(n) is None else n


def told(n: int | None) -> int | Text:
    """Say a cell, or that it is hidden."""
    return HIDDEN if n is None else n


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
