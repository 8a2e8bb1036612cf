"""Weekly local moments, over clock changes."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.days import moments

KYIV = "Europe/Kyiv"
SUNDAY = 6
# Kyiv; half an hour of daylight saving; a change at midnight; a zone that lost a day.
ZONES = (KYIV, "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "UTC")
clock_faces = st.times().map(lambda at: at.replace(second=0, microsecond=0))
instants = st.datetimes(
    datetime(2005, 1, 1),  # noqa: DTZ001 the zone is given beside it
    datetime(2036, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_the_skipped_hour_gives_the_first_valid_minute() -> None:
    moment = moments.next_local(utc(2026, 3, 28), SUNDAY, time(3, 30), KYIV)
    assert moment == utc(2026, 3, 29, 1)


def test_the_doubled_hour_gives_its_first_pass() -> None:
    moment = moments.next_local(utc(2026, 10, 24), SUNDAY, time(3, 30), KYIV)
    assert moment == utc(2026, 10, 25, 0, 30)


def test_the_second_pass_of_the_doubled_hour_waits_a_week() -> None:
    second_pass = utc(2026, 10, 25, 1, 10)
    moment = moments.next_local(second_pass, SUNDAY, time(3, 30), KYIV)
    assert moment == utc(2026, 11, 1, 1, 30)


def test_a_moment_is_not_its_own_successor() -> None:
    moment = moments.next_local(utc(2026, 11, 21), 0, time(9), KYIV)
    again = moments.next_local(moment, 0, time(9), KYIV)
    assert again - moment == moments.WEEK


@pytest.mark.parametrize("seconds", [1, 59])
def test_seconds_before_the_moment_still_find_it(seconds: int) -> None:
    moment = moments.next_local(utc(2026, 11, 21), 0, time(9), KYIV)
    just_before = moment - timedelta(seconds=seconds)
    assert moments.next_local(just_before, 0, time(9), KYIV) == moment


@given(instants, st.integers(0, 6), clock_faces, st.sampled_from(ZONES))
def test_every_week_has_exactly_one(
    start: datetime, weekday: int, at: time, zone: str
) -> None:
    found = [moments.next_local(start, weekday, at, zone)]
    for _ in range(60):
        found.append(moments.next_local(found[-1], weekday, at, zone))
    assert all(a < b for a, b in pairwise(found))
    weeks = [_slot(moment.astimezone(ZoneInfo(zone)), weekday) for moment in found]
    assert all(b - a == 7 for a, b in pairwise(weeks))


def _slot(moment: datetime, weekday: int) -> int:
    """Number the day that the moment stands for; Apia's lost Friday came a day late."""
    day = moment.toordinal()
    return day - (day - 1 - weekday) % 7


@given(instants, st.integers(0, 6), clock_faces, st.sampled_from(ZONES))
def test_the_clock_on_the_wall_is_never_early(
    start: datetime, weekday: int, at: time, zone: str
) -> None:
    moment = moments.next_local(start, weekday, at, zone)
    shown = moment.astimezone(ZoneInfo(zone)).time()
    assert shown >= at or shown == time(0)


@given(instants, st.integers(0, 6), clock_faces, st.sampled_from(ZONES))
def test_no_later_question_has_an_earlier_answer(
    start: datetime, weekday: int, at: time, zone: str
) -> None:
    first = moments.next_local(start, weekday, at, zone)
    later = moments.next_local(start + timedelta(hours=5), weekday, at, zone)
    assert first <= later
