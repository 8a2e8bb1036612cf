"""Categories of concerns: how urgent, what is done with them, who deals with them.

The file follows domain.md 4.3: `screen` groups them for small phones, `now` names what
is said first in case it is happening at this moment.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from bot.shipped import DATA

_FILE: Final = DATA / "concerns.csv"
URGENT: Final = 1  # U1: read the same working day; U0: whoever is in danger phones
OTHER: Final = "C99"
CHILDREN: Final = "C08"  # at once when the child is in danger now


class Mode(StrEnum):
    """What is done with a concern: accepted, as a pattern only, or not at all."""

    ACCEPT = "in"
    PATTERN = "in*"
    REDIRECT = "out"


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its rules."""

    code: str
    urgency: int
    mode: Mode
    to: Sequence[str]
    screen: str
    now: str

    @property
    def is_kept(self) -> bool:
        """Tell whether texts of it are accepted at all."""
        return self.mode is not Mode.REDIRECT

    @property
    def is_urgent(self) -> bool:
        """Tell whether moderators are alerted."""
        return self.is_kept and self.urgency == URGENT

    @property
    def has_place(self) -> bool:
        """Tell whether a place may be told."""
        return self.mode is Mode.ACCEPT


@cache
def every() -> Mapping[str, Category]:
    """Return all categories by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        found = [_category(row) for row in csv.DictReader(file)]
    return {each.code: each for each in found}


@cache
def screens() -> Mapping[str, Sequence[Category]]:
    """Group them: screens and what is on them, the most urgent first."""
    grouped: dict[str, list[Category]] = {}
    for each in sorted(every().values(), key=lambda each: each.urgency):
        if each.screen:
            grouped.setdefault(each.screen, []).append(each)
    return grouped


def is_concern(topic: str) -> bool:
    """Tell whether a submission's topic is a category of concerns."""
    return topic in every()


def _category(row: dict[str, str]) -> Category:
    code, urgency, mode, to, screen, now = row.values()
    return Category(code, int(urgency), Mode(mode), to.split(), screen, now)
