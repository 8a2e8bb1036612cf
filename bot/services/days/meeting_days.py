"""What follows from the day of a meeting (domain 1.5): three days, by the calendar."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.services.days import deadlines

COLLECTED: Final = timedelta(weeks=3)  # before it: who writes later is for the next one
APART: Final = 5  # working days to a meeting from its digest, and from it to answers


def collects_until(day: date) -> date:
    """Find the last day of what a meeting speaks of."""
    return day - COLLECTED


def digest_day(day: date) -> date:
    """Find the day of the digest before a meeting."""
    return deadlines.working_days_earlier(day, APART)


def answers_by(day: date) -> date:
    """Find the day by which authors hear what a meeting decided."""
    return deadlines.local_day(promised(day, deadlines.ZONE))


def promised(day: date, zone: str) -> datetime:
    """Find the end of that day in a zone: what is on its agenda is due by then."""
    begins = deadlines.day_begins(day, zone)
    return deadlines.working_days_later(begins, APART, zone)
