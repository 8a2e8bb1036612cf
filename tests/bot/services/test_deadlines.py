"""Promised days: weekends do not count, the day itself does."""

from datetime import UTC, date, datetime

import pytest

from bot.services.days import deadlines

KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("sent", "promised"),
    [
        (datetime(2026, 11, 16, 9, tzinfo=UTC), date(2026, 11, 18)),  # Mon: Wed
        (datetime(2026, 11, 19, 9, tzinfo=UTC), date(2026, 11, 23)),  # Thu: Mon
        (datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 24)),  # Fri: Tue
        (datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 24)),  # Sat: Tue
        (datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 11, 24)),  # Sun: Tue
        (datetime(2026, 11, 22, 23, tzinfo=UTC), date(2026, 11, 25)),  # Mon in Kyiv
    ],
)
def test_two_working_days(sent: datetime, promised: date) -> None:
    due = deadlines.working_days_later(sent, 2, KYIV)
    assert deadlines.local_day(due, KYIV) == promised


def test_promised_day_lasts_to_its_end() -> None:
    due = deadlines.days_later(datetime(2026, 10, 20, tzinfo=UTC), 14, KYIV)
    assert due.isoformat() == "2026-11-03T23:59:00+02:00"
