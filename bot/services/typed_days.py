"""Days as people type them."""

import re
from datetime import date
from typing import Final

from bot.errors import UserError
from bot.i18n import _

_TYPED: Final = re.compile(r"^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*(?:р\.?)?\s*$")
_LAST_YEAR: Final = 2100


def read(text: str) -> date:
    """Read a day such as 21.11.2026, or refuse it."""
    try:
        found = _TYPED.match(text)
        if found is not None:
            day, month, year = map(int, found.groups())
            return _within(date(year, month, day))
        return _within(date.fromisoformat(text.strip()))
    except ValueError as error:
        raise UserError(_("Write the day like this: 21.11.2026")) from error


def read_ahead(text: str, today: date) -> date:
    """Read a day that is still to come."""
    day = read(text)
    if day <= today:
        raise UserError(_("This day is over. Write one that is still to come."))
    return day


def read_behind(text: str, today: date) -> date:
    """Read a day that has come."""
    day = read(text)
    if day > today:
        raise UserError(_("This day has not come yet."))
    return day


def _within(day: date) -> date:
    if day.year > _LAST_YEAR:
        raise ValueError("nobody plans that far")
    return day
