"""When digests have to come, found by looking at a clock on the wall, minute by minute.

It knows nothing of how the bot computes its moments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.services.places.schedules import Schedule

GRACE = timedelta(hours=12)
LATE = timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class Slot:
    """A moment at which a group's digest is due, for a local date."""

    due: datetime
    group: int
    day: date

    def admits(self, moment: datetime) -> bool:
        """Tell whether its digest may come at a moment."""
        return timedelta() <= moment - self.due <= GRACE

    def made(self, at: datetime) -> tuple[int, date, str, bool]:
        """Say what has to become of it when the bot is there at a moment."""
        behind = at - self.due
        state = "skipped" if behind > GRACE else "queued"
        return self.group, self.day, state, behind > LATE


def of_group(
    group: int, schedule: Schedule, zone: str, *, since: datetime, until: datetime
) -> Iterator[Slot]:
    """List the slots of a group between two moments."""
    place = ZoneInfo(zone)
    day = since.astimezone(place).date()
    while day <= until.astimezone(place).date():
        if schedule.weekday == day.weekday() or schedule.monthday == day.day:
            due = _first_minute(datetime.combine(day, schedule.at), place)
            if since < due <= until:
                yield Slot(due, group, day)
        day += _DAY


def _first_minute(wall: datetime, place: ZoneInfo) -> datetime:
    """Find the first minute at which a clock on the wall shows this, or more."""
    moment = wall.replace(tzinfo=place).astimezone(UTC) - timedelta(hours=2)
    while moment.astimezone(place).replace(tzinfo=None) < wall:
        moment += _MINUTE
    return moment
