"""Numbers to call: data with the day on which somebody last checked them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from bot.shipped import DATA

_FILE: Final = DATA / "helplines.csv"
TRUSTED_FOR: Final = timedelta(days=180)  # domain 3.5
WRONG: Final = date.min  # the day of a check that found a number dead or wrong
_ALWAYS: Final = ("emergency", "all")  # known to everybody; shown however old

Checked = Mapping[str, date]
_UNCHECKED: Final[Checked] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """A number, what it is for, and since when it is known to be right."""

    number: str
    kind: str
    region: str  # the oblast's part of the code of a community; empty: everywhere
    uk: str
    en: str
    verified_on: date

    @property
    def always(self) -> bool:
        """Tell whether it is shown however old, and cannot be hidden."""
        return self.kind in _ALWAYS

    def purpose(self, language: str) -> str:
        """Tell what it is for."""
        return self.en if language == "en" else self.uk


def lines(
    moment: datetime, region: str | None = None, checked: Checked = _UNCHECKED
) -> Sequence[Line]:
    """List what may be shown now, emergency numbers first, 112 after them.

    `checked`: what coordinators found right since the file was written.
    """
    return [
        line
        for line in _every()
        if line.region in ("", region) and _is_trusted(line, moment.date(), checked)
    ]


def stale(moment: datetime, checked: Checked) -> Sequence[Line]:
    """List what is hidden: found wrong, or checked by nobody for too long."""
    return [line for line in _every() if not _is_trusted(line, moment.date(), checked)]


def fresh(moment: datetime, checked: Checked) -> Sequence[Line]:
    """List what is shown and can be hidden."""
    hidden = stale(moment, checked)
    return [e for e in _every() if not e.always and e not in hidden]


def find(number: str) -> Line | None:
    """Find a line by its number."""
    return next((line for line in _every() if line.number == number), None)


def _is_trusted(line: Line, today: date, checked: Checked) -> bool:
    since = checked.get(line.number, line.verified_on)
    if since != WRONG:
        since = max(since, line.verified_on)
    return line.always or today - since <= TRUSTED_FOR


@cache
def _every() -> Sequence[Line]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [_line(row) for row in csv.DictReader(file)]


def _line(row: dict[str, str]) -> Line:
    number, kind, region, uk, en, day = row.values()
    return Line(number, kind, region, uk, en, date.fromisoformat(day))
