"""Schedules of digests as people type them: "weekly Mon 09:00", "щомісяця 1 10:00"."""

import re
from collections.abc import Sequence
from datetime import time
from enum import Enum, auto
from typing import Final

from bot.errors import UserError
from bot.i18n import _
from bot.services.places.schedules import Schedule

LAST_MONTHDAY: Final = 28  # every month has it
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_WEEKDAYS: Final = (
    ("mon", "пн", "понед", "щопонед"),
    ("tue", "вт", "вівт", "щовівт"),
    ("wed", "ср", "серед", "щосеред"),
    ("thu", "чт", "четв", "щочетв"),
    ("fri", "пт", "п’ят", "щоп’ят"),
    ("sat", "сб", "субот", "щосубот"),
    ("sun", "нд", "неділ", "щонеділ"),
)


class Word(Enum):
    """What the first word after /digest asks for."""

    SHOW = auto()
    NOW = auto()
    PREVIEW = auto()
    WEEKLY = auto()
    MONTHLY = auto()
    OFF = auto()
    PAUSE = auto()
    RESUME = auto()


_WORDS: Final = {
    "now": Word.NOW,
    "зараз": Word.NOW,
    "preview": Word.PREVIEW,
    "перегляд": Word.PREVIEW,
    "weekly": Word.WEEKLY,
    "щотижня": Word.WEEKLY,
    "monthly": Word.MONTHLY,
    "щомісяця": Word.MONTHLY,
    "off": Word.OFF,
    "вимкнути": Word.OFF,
    "pause": Word.PAUSE,
    "пауза": Word.PAUSE,
    "resume": Word.RESUME,
    "далі": Word.RESUME,
}


def word(arguments: Sequence[str]) -> Word:
    """Read what is asked for, or refuse it."""
    if not arguments:
        return Word.SHOW
    found = _WORDS.get(arguments[0].casefold())
    if found is None:
        raise _refusal()
    return found


def read(arguments: Sequence[str]) -> Schedule:
    """Read a weekly or monthly schedule, or refuse it."""
    asked = word(arguments)
    if len(arguments) != len(("weekly", "Mon", "09:00")):
        raise _refusal()
    day, at = arguments[1].casefold().replace("'", "’"), _time(arguments[2])
    if asked is Word.WEEKLY:
        return Schedule(at, weekday=_weekday(day))
    if day.isdecimal() and 1 <= int(day) <= LAST_MONTHDAY:
        return Schedule(at, monthday=int(day))
    raise UserError(_("Choose a day of the month from 1 to 28."))


def _weekday(day: str) -> int:
    for number, names in enumerate(_WEEKDAYS):
        if day.startswith(names):
            return number
    raise _refusal()


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2] or 0))  # type: ignore[index]
    except (TypeError, ValueError) as error:
        raise _refusal() from error


def _refusal() -> UserError:
    return UserError(
        _(
            "Write it like this:\n"
            "/digest weekly Mon 09:00\n"
            "/digest monthly 1 10:00\n"
            "/digest pause 08.01.2027\n"
            "/digest off"
        )
    )
