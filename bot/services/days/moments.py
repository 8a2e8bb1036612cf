"""Local moments: when daily and weekly things happen in a zone that changes clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_FROM: Final = time(8)  # nobody is woken
_UNTIL: Final = time(21)
_MINUTE: Final = timedelta(minutes=1)


def next_local(after: datetime, weekday: int, at: time, zone: str) -> datetime:
    """Find the next weekly moment strictly after `after`, in UTC; Monday is 0.

    A skipped hour gives the first valid minute after it, a doubled one its first pass.
    """
    place = ZoneInfo(zone)
    today = after.astimezone(place).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    moment = local(day, at, place).astimezone(UTC)
    if moment > after:
        return moment
    return local(day + WEEK, at, place).astimezone(UTC)


def next_monthly(after: datetime, monthday: int, at: time, zone: str) -> datetime:
    """Find the next moment on a day of the month strictly after `after`, in UTC."""
    place = ZoneInfo(zone)
    day = after.astimezone(place).date().replace(day=monthday)
    moment = local(day, at, place).astimezone(UTC)
    while moment <= after:
        day = (day.replace(day=1) + 5 * WEEK).replace(day=monthday)
        moment = local(day, at, place).astimezone(UTC)
    return moment


def next_daily(after: datetime, at: time, zone: str) -> datetime:
    """Find the next daily moment strictly after `after`, in UTC."""
    place = ZoneInfo(zone)
    today = after.astimezone(place).date()
    moment = local(today, at, place).astimezone(UTC)
    if moment > after:
        return moment
    return local(today + _DAY, at, place).astimezone(UTC)


def local(day: date, at: time, place: ZoneInfo) -> datetime:
    """Set a local time on a day; in a skipped hour, the first valid minute after it."""
    moment = datetime.combine(day, at.replace(second=0, microsecond=0, fold=0), place)
    while not _exists(moment, place):
        moment += _MINUTE
    return moment


def _exists(moment: datetime, place: ZoneInfo) -> bool:
    back = moment.astimezone(UTC).astimezone(place)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def by_day(moment: datetime, zone: str) -> datetime | None:
    """Find the morning for which news of a night wait; by day they wait for none."""
    if _FROM <= moment.astimezone(ZoneInfo(zone)).time() < _UNTIL:
        return None
    return next_daily(moment, _FROM, zone)
