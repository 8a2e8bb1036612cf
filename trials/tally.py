"""Figures of a period with pencil and paper: read row by row, counted in plain Python.

It shares neither a query nor a rule with `bot/services/figures/figures.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.figures.figures import Figures, Said

_ROWS: Final = text("""
    select e.id, e.case_id, e.status, e.reason, e.at, c.submission_id, c.group_id,
        c.created_at, c.status as stands, c.urgency, s.kind, s.topic, s.whereabouts,
        g.time_zone, o.question, o.asked_at, o.answer,
        o.answered_at
    from "case" c join submission s on s.id = c.submission_id
    join working_group g on g.id = c.group_id
    left join case_event e on e.case_id = c.id
    left join outcome o on o.event_id = e.id
""")
_NO_STEPS: Final = ("no_news", "answer")
_NO_ANSWER: Final = {"received", "review", "withdrawn", "expired"}
_WEEKEND: Final = (5, 6)
_ENDS: Final = time(18)
_LAST: Final = time(23, 59)
_ROUNDING: Final = timedelta(milliseconds=1)
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)

Row = Mapping[str, Any]


async def read(session: AsyncSession) -> Sequence[Row]:
    """Read every step of every case."""
    return [dict(row) for row in (await session.execute(_ROWS)).mappings()]


def count(
    rows: Sequence[Row], period: tuple[datetime, datetime], moment: datetime
) -> dict[str, Any]:
    """Count a period the slow way, as things stand at a moment; its end is not in it.

    Cases of the rows that came in it, steps of the rows that were taken in it, and what
    was asked and said in it.
    """
    since, until = period
    by_case = defaultdict[int, list[Row]](list)
    for row in rows:
        by_case[row["case_id"]].append(row)
    went = [row for row in rows if row["at"] and since <= row["at"] < until]
    came = [each for each in by_case.values() if since <= each[0]["created_at"] < until]
    said = {
        question: _said([row for row in rows if row["question"] == question], period)
        for question in ("better", "helped")
    }
    return _sent(came) | _answers(came, moment) | _reached(went) | said


def _sent(came: Sequence[Sequence[Row]]) -> dict[str, Any]:
    submissions = {each[0]["submission_id"]: each[0] for each in came}.values()
    return {
        "received": len(submissions),
        "kinds": dict(Counter(each["kind"] for each in submissions)),
        "topics": dict(Counter(each["topic"] for each in submissions)),
        "selves": dict(
            Counter(each["whereabouts"] or "not_said" for each in submissions)
        ),
    }


def _answers(came: Sequence[Sequence[Row]], moment: datetime) -> dict[str, Any]:
    waits, due, in_time = [], 0, 0
    for steps in came:
        case, said = steps[0], [each["at"] for each in steps if _is_answer(each)]
        first = min(said) if said else None
        promised = _promised(case)
        if first is not None:
            waits.append(first - case["created_at"])
        elif case["stands"] == "withdrawn" or promised >= moment:
            continue
        due += 1
        in_time += first is not None and first <= promised
    return {
        "answered": len(waits),
        "median": median(waits) if waits else None,
        "due": due,
        "in_time": in_time,
    }


def _is_answer(row: Row) -> bool:
    return row["status"] not in _NO_ANSWER and row["reason"] not in _NO_STEPS


def _promised(case: Row) -> datetime:
    """Count working days on one's fingers."""
    created: datetime = case["created_at"]
    local = created.astimezone(ZoneInfo(case["time_zone"]))
    if case["urgency"] == 1:
        works = local.weekday() not in _WEEKEND and local.time() < _ENDS
        day = local.date() if works else _working(local.date(), 1)
        return max(datetime.combine(day, _ENDS, local.tzinfo), local + _HOUR)
    return datetime.combine(_working(local.date(), 2), _LAST, local.tzinfo)


def _working(day: date, count: int) -> date:
    while count:
        day += _DAY
        count -= day.weekday() not in _WEEKEND
    return day


def _reached(went: Sequence[Row]) -> dict[str, Any]:
    steps = [each for each in went if each["reason"] not in _NO_STEPS]
    return {
        status: len({each["case_id"] for each in steps if each["status"] == status})
        for status in ("supported", "in_doc", "done")
    }


def _said(rows: Sequence[Row], period: tuple[datetime, datetime]) -> tuple[int, ...]:
    since, until = period
    asked = [each for each in rows if each["asked_at"]]
    told = [each for each in rows if each["answered_at"]]
    answers = Counter(
        each["answer"] for each in told if since <= each["answered_at"] < until
    )
    return (
        sum(since <= each["asked_at"] < until for each in asked),
        *(answers[each] for each in ("yes", "no", "unsure")),
    )


def differences(figures: Figures, counted: Mapping[str, Any]) -> list[str]:
    """Name what is told otherwise than it was counted."""
    told = {name: _plain(getattr(figures, name)) for name in counted}
    return [
        f"{name}: {told[name]}, not {wanted}"
        for name, wanted in counted.items()
        if not _is_same(told[name], wanted)
    ]


def _plain(value: object) -> object:
    return astuple(value) if isinstance(value, Said) else value


def _is_same(told: object, wanted: object) -> bool:
    """Tell whether two figures are one; medians are rounded differently."""
    if isinstance(told, timedelta) and isinstance(wanted, timedelta):
        return abs(told - wanted) < _ROUNDING
    return told == wanted
