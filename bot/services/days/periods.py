"""Days for which something is counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from bot.services.days import deadlines

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a zone, both included."""

    first: date
    last: date
    zone: str = deadlines.ZONE

    @property
    def since(self) -> datetime:
        """Return the moment with which it begins."""
        return deadlines.day_begins(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """Return the first moment after it."""
        return deadlines.day_begins(self.last + _A_DAY, self.zone)

    def months_over(self, today: date) -> "Period":
        """Widen to whole months; the one in hand is left out."""
        end = min(month_after(self.last), today.replace(day=1)) - _A_DAY
        return Period(self.first.replace(day=1), end, self.zone)

    def has(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Tell, inside a query, whether something happened in it."""
        return (moment >= self.since) & (moment < self.until)


def month(day: date, *, ago: int = 0) -> Period:
    """Find the month of a day, or one so many months before."""
    first = day.replace(day=1)
    for _n in range(ago):
        first = month_before(first)
    return Period(first, month_after(first) - _A_DAY)


def month_before(day: date) -> date:
    """Find the first day of the month before a day's."""
    return (day.replace(day=1) - _A_DAY).replace(day=1)


def month_after(day: date) -> date:
    """Find the first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
