"""Promised days: in the group's zone, to the end of the day, weekends left out."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = "Europe/Kyiv"
READ_IN: Final = 2  # working days to a first human reading (domain 2.1)
NEWS_IN: Final = timedelta(days=30)
ANSWER_IN: Final = 14  # days an author has to answer a question (domain 4.6)
UNREAD_FOR: Final = timedelta(days=14)  # life of an unmoderated text (domain 3.7)
_LAST_MINUTE: Final = time(23, 59)  # "by 30 November" includes that day
_SATURDAY: Final = 5


def working_days_later(moment: datetime, days: int, zone: str) -> datetime:
    """Find the end of the n-th working day after a moment."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    for _ in range(days):
        day = _next_working_day(day)
    return _end_of(day, zone)


def days_later(moment: datetime, days: int, zone: str) -> datetime:
    """Find the end of the n-th day after a moment."""
    day = moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return _end_of(day, zone)


def local_day(moment: datetime, zone: str = ZONE) -> date:
    """Name the day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _next_working_day(day: date) -> date:
    following = day + timedelta(days=1)
    while following.weekday() >= _SATURDAY:
        following += timedelta(days=1)
    return following


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, _LAST_MINUTE, ZoneInfo(zone))
