"""Which days are working days: weekends and, without martial law, holidays are not."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any, Final

from bot.shipped import DATA

_FILE: Final = DATA / "working_days.toml"
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """What an installation says of its days; holidays are `month-day`."""

    martial_law: bool
    ends: time
    holidays: Collection[str]
    also: Collection[date]

    def is_working(self, day: date) -> bool:
        """Tell whether people work on a day."""
        if day.weekday() >= _SATURDAY:
            return False
        return self.martial_law or day not in self._free(day.year)

    def next_working(self, day: date) -> date:
        """Find the first working day after a day."""
        following = day + _DAY
        while not self.is_working(following):
            following += _DAY
        return following

    def working_before(self, day: date) -> date:
        """Find the last working day before a day."""
        former = day - _DAY
        while not self.is_working(former):
            former -= _DAY
        return former

    def _free(self, year: int) -> set[date]:
        """List what is free in a year; a holiday on a weekend moves behind it."""
        free = set(self.also)
        for day in self._holidays(year):
            moved = day
            while moved.weekday() >= _SATURDAY or moved in free:
                moved += _DAY
            free.add(moved)
        return free

    def _holidays(self, year: int) -> Iterator[date]:
        for month_day in sorted(self.holidays):
            yield date.fromisoformat(f"{year}-{month_day}")


def read(text: str) -> Calendar:
    """Read a calendar as the file of the installation writes it."""
    found: dict[str, Any] = tomllib.loads(text)
    return Calendar(
        martial_law=found["martial_law"],
        ends=time.fromisoformat(found["ends"]),
        holidays=found["holidays"],
        also=[date.fromisoformat(day) for day in found["also"]],
    )


@cache
def calendar() -> Calendar:
    """Return the installation's own calendar."""
    return read(_FILE.read_text("utf-8"))
