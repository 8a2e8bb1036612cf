"""Days as people type them: 21.11.2026, «21 листопада 2026», "21 November"."""

import re
from datetime import date
from typing import Final

from bot.errors import UserError
from bot.i18n import _

_TYPED: Final = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})\s*(?:р\.?)?$")
_IN_WORDS: Final = re.compile(
    r"^(\d{1,2})\s+([^\W\d_]{3,})\.?,?(?:\s+(\d{4})\s*(?:р\.?|року)?)?$"
)
# Three letters tell the months of both languages apart, in any case.
_MONTHS: Final = (
    ("січ", "jan"),
    ("лют", "feb"),
    ("бер", "mar"),
    ("кві", "apr"),
    ("тра", "may"),
    ("чер", "jun"),
    ("лип", "jul"),
    ("сер", "aug"),
    ("вер", "sep"),
    ("жов", "oct"),
    ("лис", "nov"),
    ("гру", "dec"),
)
_LAST_YEAR: Final = 2100
_FORM: Final = _("Write the day like this: 21.11.2026")


def read(text: str, today: date | None = None) -> date:
    """Read a day, or refuse it; without a year it is the next one from `today` on."""
    try:
        return _within(_read(" ".join(text.split()), today))
    except ValueError as error:
        raise UserError(_FORM) from error


def read_ahead(text: str, today: date) -> date:
    """Read a day that is still to come."""
    day = read(text, today)
    check_ahead(day, today)
    return day


def read_behind(text: str, today: date) -> date:
    """Read a day that has come."""
    day = read(text)
    check_behind(day, today)
    return day


def check_ahead(day: date, today: date) -> None:
    """Refuse a day that is over, or farther than anybody plans."""
    if day <= today:
        raise UserError(_("This day is over. Write one that is still to come."))
    if day.year > _LAST_YEAR:
        raise UserError(_FORM)


def check_behind(day: date, today: date) -> None:
    """Refuse a day that has not come."""
    if day > today:
        raise UserError(_("This day has not come yet."))


def _read(text: str, today: date | None) -> date:
    found = _TYPED.match(text)
    if found is not None:
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    said = _IN_WORDS.match(text)
    if said is None:
        return date.fromisoformat(text)
    day, month = int(said[1]), _month(said[2].lower())
    if said[3] is not None:
        return date(int(said[3]), month, day)
    if today is None:
        raise ValueError("a day behind needs its year")
    is_ahead = (month, day) > (today.month, today.day)
    return date(today.year if is_ahead else today.year + 1, month, day)


def _month(word: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if word[:3] in beginnings:
            return number
    raise ValueError("no month begins like this")


def _within(day: date) -> date:
    if day.year > _LAST_YEAR:
        raise ValueError("nobody plans that far")
    return day
