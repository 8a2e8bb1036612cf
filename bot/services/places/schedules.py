"""When a group's digest comes: every week or month at its local time, with pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import WorkingGroup
from bot.services.days import meeting_days, moments, typed_days
from bot.services.days.deadlines import day_begins, local_day
from bot.services.team import access, acts

GRACE: Final = timedelta(hours=12)  # design 7: caught up within, else skipped
_INSTANT = timedelta(microseconds=1)
_MORNING = time(9)  # of groups without a schedule


@dataclass(frozen=True, slots=True)
class Schedule:
    """A local time on a weekday (Monday is 0), or else on a day of every month."""

    at: time
    weekday: int | None = None
    monthday: int | None = None

    def after(self, moment: datetime, zone: str) -> datetime:
        """Find its next moment strictly after one, in UTC."""
        if self.weekday is not None:
            return moments.next_local(moment, self.weekday, self.at, zone)
        return moments.next_monthly(moment, self.monthday or 1, self.at, zone)


def of(group: WorkingGroup) -> Schedule | None:
    """Read the schedule of a group."""
    if group.digest_time is None:
        return None
    return Schedule(group.digest_time, group.digest_weekday, group.digest_monthday)


async def choose(
    session: AsyncSession, actor_id: int, group_id: int, schedule: Schedule | None
) -> WorkingGroup:
    """Choose when the digest comes, or that it comes no more; a pause is over."""
    group = await access.access_group(session, actor_id, group_id, "group.schedule")
    group.digest_weekday = None if schedule is None else schedule.weekday
    group.digest_monthday = None if schedule is None else schedule.monthday
    group.digest_time = None if schedule is None else schedule.at
    group.digest_paused_until = None
    follow(group, await now(session))
    await acts.note(session, actor_id, "group.schedule", group.id)
    return group


async def pause(
    session: AsyncSession, actor_id: int, group_id: int, until: date | None
) -> WorkingGroup:
    """Let no digest come before a day; None ends the pause."""
    group = await access.access_group(session, actor_id, group_id, "group.schedule")
    moment = await now(session)
    if until is not None:
        typed_days.check_ahead(until, local_day(moment, group.time_zone))
    group.digest_paused_until = until
    follow(group, moment)
    await acts.note(session, actor_id, "group.schedule", group.id)
    return group


def advance(group: WorkingGroup, after: datetime) -> None:
    """Set the next moment of a group's digest: the first one after a moment."""
    group.next_digest_at = next(coming(group, after), None)


def follow_zone(group: WorkingGroup, former: str, moment: datetime) -> None:
    """Move the next moment of a group's digest into its new zone, on the same day."""
    due_at = group.next_digest_at
    if due_at is not None:
        begins = day_begins(local_day(due_at, former), group.time_zone)
        advance(group, min(moment, begins - _INSTANT))


def follow(group: WorkingGroup, moment: datetime) -> None:
    """Set the next moment anew after what it hangs on has changed."""
    # What is due already is for the job: sent late, or recorded as skipped.
    if group.next_digest_at is None or group.next_digest_at > moment:
        advance(group, moment)


def coming(group: WorkingGroup, after: datetime) -> Iterator[datetime]:
    """List the moments at which a group's digest comes after a moment, in order.

    Those of its schedule have no end; one comes before the next meeting. Both are of
    the same hour: on the same day they are one.
    """
    schedule, zone = of(group), group.time_zone
    if group.digest_paused_until is not None:
        over = day_begins(group.digest_paused_until, zone) - _INSTANT
        after = max(after, over)
    meeting = before_meeting(group)
    while schedule is not None:
        following = schedule.after(after, zone)
        if meeting is not None and after < meeting < following:
            yield meeting
        after = following
        yield after
    if meeting is not None and meeting > after:
        yield meeting


def before_meeting(group: WorkingGroup) -> datetime | None:
    """Find the moment of the digest before a group's next meeting."""
    if group.meets_on is None:
        return None
    at, place = group.digest_time or _MORNING, ZoneInfo(group.time_zone)
    return moments.local(meeting_days.digest_day(group.meets_on), at, place).astimezone(
        UTC
    )


def is_wanted(group: WorkingGroup, due_at: datetime) -> bool:
    """Tell whether a digest that was due still is, by schedule or before a meeting."""
    return group.digest_time is not None or due_at == before_meeting(group)


def is_paused(group: WorkingGroup, moment: datetime) -> bool:
    """Tell whether a pause goes on."""
    until = group.digest_paused_until
    return until is not None and local_day(moment, group.time_zone) < until


def locally(group: WorkingGroup, moment: datetime) -> datetime:
    """Tell a moment by the clock of a group."""
    return moment.astimezone(ZoneInfo(group.time_zone))
