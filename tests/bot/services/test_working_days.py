"""Holidays are configuration; under martial law people work on them."""

from datetime import date, datetime

import pytest

from bot.services.days import deadlines, working_days

KYIV = "Europe/Kyiv"
AT_WAR = working_days.calendar()
IN_PEACE = working_days.read("""
    martial_law = false
    ends = "18:00"
    holidays = ["01-01", "08-24", "12-25"]
    also = ["2027-05-03"]
""")


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 8, 21), date(2026, 8, 25)),  # Fri: Mon is Independence Day
        (date(2026, 12, 31), date(2027, 1, 4)),  # Thu: Fri is New Year's
        (date(2027, 4, 30), date(2027, 5, 4)),  # Fri: Mon after Easter is free
        (date(2027, 12, 24), date(2027, 12, 28)),  # Fri: Sat's Christmas moves to Mon
        (date(2026, 11, 20), date(2026, 11, 23)),  # Fri: Mon
    ],
)
def test_in_peace_holidays_are_free(day: date, following: date) -> None:
    assert IN_PEACE.next_working(day) == following


def test_under_martial_law_a_holiday_is_a_working_day() -> None:
    assert AT_WAR.next_working(date(2026, 8, 21)) == date(2026, 8, 24)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-20T09:00+02:00", "2026-11-20T18:00+02:00"),
        ("2026-11-20T17:30+02:00", "2026-11-20T18:30+02:00"),  # an hour to look
        ("2026-11-20T18:00+02:00", "2026-11-23T18:00+02:00"),  # Fri: Mon
        ("2026-11-21T09:00+02:00", "2026-11-23T18:00+02:00"),  # Sat: Mon
    ],
)
def test_urgent_ones_are_read_the_same_working_day(sent: str, due: str) -> None:
    moment = datetime.fromisoformat(sent)
    promised = deadlines.same_working_day(moment, KYIV)
    assert promised == datetime.fromisoformat(due)
