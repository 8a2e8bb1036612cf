"""Schedules of digests: typed in both languages, kept, paused, over clock changes."""

from datetime import UTC, date, datetime, time
from itertools import islice

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Person, WorkingGroup
from bot.models.staff import Role
from bot.services.days import moments
from bot.services.places import group_settings, schedules, typed_schedules
from bot.services.places.schedules import Schedule
from tests.conftest import Clock
from tests.factories import make_group, make_person, make_staff

KYIV = "Europe/Kyiv"
MONDAY = Schedule(time(9), weekday=0)


@pytest.fixture
async def chair(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.CHAIR)
    return person


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("weekly Mon 09:00", MONDAY),
        ("WEEKLY monday 9", MONDAY),
        ("щотижня пн 09:00", MONDAY),
        ("щотижня понеділок 9.00", MONDAY),
        ("щотижня п'ятниця 16:30", Schedule(time(16, 30), weekday=4)),
        ("щотижня щонеділі 23:59", Schedule(time(23, 59), weekday=6)),
        ("monthly 1 10:00", Schedule(time(10), monthday=1)),
        ("щомісяця 28 10", Schedule(time(10), monthday=28)),
    ],
)
def test_schedules_are_read_in_both_languages(typed: str, read: Schedule) -> None:
    assert typed_schedules.read(typed.split()) == read


@pytest.mark.parametrize(
    "typed",
    [
        "weekly",
        "weekly Mon",
        "weekly 1 09:00",
        "weekly Mon 24:00",
        "weekly Mon 09:60",
        "weekly Mon nine",
        "monthly 0 10:00",
        "monthly 29 10:00",
        "monthly Mon 10:00",
        "daily Mon 10:00",
        "weekly Mon 09:00 please",
    ],
)
def test_what_is_no_schedule_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        typed_schedules.read(typed.split())


def test_a_month_finds_its_day_over_a_clock_change() -> None:
    after = datetime(2027, 1, 28, 2, tzinfo=UTC)
    february = moments.next_monthly(after, 28, time(3, 30), KYIV)
    assert february == datetime(2027, 2, 28, 1, 30, tzinfo=UTC)
    # 03:30 is skipped on 28 March: the first valid minute.
    march = moments.next_monthly(february, 28, time(3, 30), KYIV)
    assert march == datetime(2027, 3, 28, 1, tzinfo=UTC)


async def test_a_schedule_finds_its_next_moments(
    session: AsyncSession, group: WorkingGroup, chair: Person, clock: Clock
) -> None:
    await clock.set("2026-11-21 12:00+02")
    await schedules.choose(session, chair.id, group.id, MONDAY)
    assert group.next_digest_at == datetime(2026, 11, 23, 7, tzinfo=UTC)
    await schedules.choose(session, chair.id, group.id, Schedule(time(9), monthday=5))
    days = islice(schedules.coming(group, datetime(2026, 11, 21, tzinfo=UTC)), 3)
    assert [each.date() for each in days] == [
        date(2026, 12, 5),
        date(2027, 1, 5),
        date(2027, 2, 5),
    ]
    assert group.digest_weekday is None


async def test_a_pause_moves_the_next_one_behind_it(
    session: AsyncSession, group: WorkingGroup, chair: Person, clock: Clock
) -> None:
    await clock.set("2026-12-21 08:00+02")
    await schedules.choose(session, chair.id, group.id, MONDAY)
    await schedules.pause(session, chair.id, group.id, date(2027, 1, 11))
    assert group.next_digest_at == datetime(2027, 1, 11, 7, tzinfo=UTC)
    await schedules.pause(session, chair.id, group.id, None)
    assert group.next_digest_at == datetime(2026, 12, 21, 7, tzinfo=UTC)


@pytest.mark.parametrize("until", [date.min, date.max])
async def test_a_pause_ends_on_a_day_to_come(
    session: AsyncSession, group: WorkingGroup, chair: Person, until: date
) -> None:
    await schedules.choose(session, chair.id, group.id, MONDAY)
    with pytest.raises(UserError):
        await schedules.pause(session, chair.id, group.id, until)


@pytest.mark.parametrize("how", ["settings", "choose", "pause"])
async def test_what_is_due_is_left_to_the_job_whatever_is_changed(
    session: AsyncSession, group: WorkingGroup, chair: Person, clock: Clock, *, how: str
) -> None:
    await clock.set("2026-11-21 12:00+02")
    await schedules.choose(session, chair.id, group.id, MONDAY)
    await clock.set("2026-11-23 10:00+02")
    if how == "settings":
        new = {"duty_phone": "101"}
        await group_settings.change(session, chair.id, group.id, new)
    elif how == "choose":
        friday = Schedule(time(16), weekday=4)
        await schedules.choose(session, chair.id, group.id, friday)
    else:
        await schedules.pause(session, chair.id, group.id, date(2027, 1, 11))
    assert group.next_digest_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


async def test_a_new_zone_keeps_the_day(
    session: AsyncSession, group: WorkingGroup, chair: Person, clock: Clock
) -> None:
    group.time_zone = "Europe/Warsaw"
    await clock.set("2026-11-21 12:00+02")
    await schedules.choose(session, chair.id, group.id, MONDAY)
    await clock.set("2026-11-23 08:30+01")  # 09:30 in Kyiv
    await group_settings.change(session, chair.id, group.id, {"time_zone": KYIV})
    assert group.next_digest_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


async def test_a_schedule_is_switched_off(
    session: AsyncSession, group: WorkingGroup, chair: Person
) -> None:
    await schedules.choose(session, chair.id, group.id, MONDAY)
    await schedules.choose(session, chair.id, group.id, None)
    assert (group.digest_weekday, group.next_digest_at) == (None, None)


async def test_members_cannot_move_the_digest(session: AsyncSession) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(session, person, group, role=Role.MEMBER)
    for change in (schedules.choose, schedules.pause):
        with pytest.raises(UserError):
            await change(session, person.id, group.id, None)
