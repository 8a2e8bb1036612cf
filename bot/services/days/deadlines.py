"""Promised days: in the group's zone, to the end of the day, free days left out."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.services.days import working_days

ZONE: Final = "Europe/Kyiv"
READ_IN: Final = 2  # working days to a first human reading (domain 2.1)
NEWS_IN: Final = timedelta(days=30)
ANSWER_IN: Final = 14  # days an author has to answer a question (domain 4.6)
UNREAD_FOR: Final = timedelta(days=14)  # life of an unmoderated text (domain 3.7)
_LAST_MINUTE: Final = time(23, 59)  # "by 30 November" includes that day
_AFTERNOON: Final = time(17)
_AN_HOUR: Final = timedelta(hours=1)


def working_days_later(moment: datetime, days: int, zone: str) -> datetime:
    """Find the end of the n-th working day after a moment."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    for _ in range(days):
        day = working_days.calendar().next_working(day)
    return _end_of(day, zone)


def working_days_earlier(day: date, days: int) -> date:
    """Find the n-th working day before a day."""
    for _ in range(days):
        day = working_days.calendar().working_before(day)
    return day


def same_working_day(moment: datetime, zone: str) -> datetime:
    """Find the end of the working hours in hand, an hour away at least; or the next."""
    calendar, local = working_days.calendar(), moment.astimezone(ZoneInfo(zone))
    day = local.date()
    if not calendar.is_working(day) or local.time() >= calendar.ends:
        day = calendar.next_working(day)
    return max(datetime.combine(day, calendar.ends, ZoneInfo(zone)), local + _AN_HOUR)


def read_by(sent: datetime, zone: str, *, urgent: bool = False) -> datetime:
    """Find by when somebody of a team has to have read what was sent."""
    if urgent:
        return same_working_day(sent, zone)
    return working_days_later(sent, READ_IN, zone)


def days_later(moment: datetime, days: int, zone: str) -> datetime:
    """Find the end of the n-th day after a moment."""
    day = moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return _end_of(day, zone)


def day_begins(day: date, zone: str) -> datetime:
    """Find the first moment of a day in a zone."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def in_the_afternoon(moment: datetime, zone: str) -> datetime:
    """Find the hour of a moment's day by which people are told of it."""
    return datetime.combine(local_day(moment, zone), _AFTERNOON, ZoneInfo(zone))


def local_day(moment: datetime, zone: str = ZONE) -> date:
    """Name the day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, _LAST_MINUTE, ZoneInfo(zone))
