"""The day of a meeting: typed in both languages, what follows from it, its digest."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions, now
from bot.errors import UserError
from bot.models import Decision, Digest, Meeting, Staff, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.cases import decisions
from bot.services.days import meeting_days, typed_days, working_days
from bot.services.digest import digest_facts, digest_text, digests
from bot.services.digest.digest_facts import Facts, Span
from bot.services.letters import notes
from bot.services.meetings import agenda, ending, planning
from bot.services.news import public_digests
from bot.services.places import schedules
from tests.bot.services import digest_cast
from tests.conftest import Clock
from tests.factories import (
    TEXT,
    make_bound_group,
    make_case,
    make_due,
    make_group,
    make_person,
    make_staff,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.12.2026", date(2026, 12, 12)),
        ("12 грудня 2026 року", date(2026, 12, 12)),
        ("5 січня", date(2027, 1, 5)),
        ("12 December 2026", date(2026, 12, 12)),
        ("1 Dec", date(2026, 12, 1)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date) -> None:
    assert typed_days.read_ahead(typed, TODAY) == day


def test_the_last_day_of_february_is_that_of_the_next_year() -> None:
    assert typed_days.read_ahead("29 лютого", date(2027, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["12 foo", "31 червня", "12 грудня 26", "12", "4 ма"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        typed_days.read_ahead(typed, TODAY)


def test_three_days_follow_from_a_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2026, 12, 29)  # a Tuesday behind Christmas
    in_peace = working_days.read(
        'martial_law = false\nends = "18:00"\nholidays = ["12-25", "01-01"]\nalso = []'
    )
    monkeypatch.setattr(working_days, "calendar", lambda: in_peace)
    assert meeting_days.collects_until(day) == date(2026, 12, 8)
    assert meeting_days.digest_day(day) == date(2026, 12, 21)
    assert meeting_days.answers_by(day) == date(2027, 1, 6)


@pytest.mark.parametrize("weekday", [None, 0, 1])
async def test_the_digest_before_a_meeting_comes_once(
    session: AsyncSession, clock: Clock, *, weekday: int | None
) -> None:
    """Without a schedule, with one on the same day, with one on another."""
    await clock.set("2026-11-22 12:00+02")
    group = await _planned(session, weekday)
    ahead = list(islice(schedules.coming(group, datetime(2026, 11, 22, tzinfo=UTC)), 4))
    assert ahead.count(datetime(2026, 12, 7, 7, tzinfo=UTC)) == 1
    for day in ("2026-11-30", "2026-12-01", "2026-12-07", "2026-12-08"):
        await clock.set(f"{day} 09:00+02")
        for _ in range(2):  # two replicas
            if group.id in await digests.due(session):
                await make_due(session, group.id)
    made = (await session.scalars(select(Digest.local_date))).all()
    assert made.count(date(2026, 12, 7)) == 1
    assert len(made) == {None: 1, 0: 3, 1: 4}[weekday]


@pytest.mark.parametrize("items", [0, 2])
def test_members_read_the_day_in_digests(items: int) -> None:
    group = digest_cast.group("uk", meets_on=date(2026, 12, 21))
    period = digest_cast.PERIOD
    facts = digest_cast.facts(items) if items else Facts(period=period)
    (written,) = digest_text.write(group, facts).messages
    assert "Засідання: 21 грудня" in written


async def test_a_public_digest_knows_when_the_group_met(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-22 12:00+02")
    group = await _planned(session, None)
    secretary = await session.scalar(select(Staff.person_id)) or 0
    await clock.set("2026-12-15 12:00+02")
    public = await public_digests.draft(session, secretary, group.id)
    assert public.row.met_on == date(2026, 12, 14)


async def test_a_meeting_that_took_place_is_not_called_off(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-22 12:00+02")
    group = await _planned(session, None)
    secretary = await session.scalar(select(Staff.person_id)) or 0
    await clock.set("2026-12-15 08:00+02")
    plan = await planning.cancel(session, secretary, group.id)
    assert (plan.group.meets_on, plan.last) == (None, date(2026, 12, 14))


async def test_what_time_ends_waits_for_nobody_who_plans(committed: Sessions) -> None:
    async with committed.begin() as session:
        group = await make_group(session)
        over = datetime(2026, 11, 10, 7, tzinfo=UTC)
        session.add(Meeting(group_id=group.id, day=date(2026, 11, 9), over_at=over))
    async with committed.begin() as planner:
        await planner.get(WorkingGroup, group.id, with_for_update=True)
        async with committed.begin() as job, asyncio.timeout(1):
            assert await ending.end_due(job) == 0
    async with committed.begin() as job:
        assert await ending.end_due(job) == 1


async def test_what_waits_for_a_meeting_moves_with_it(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-22 12:00+02")
    group = await _planned(session, None)
    secretary = await session.scalar(select(Staff.person_id)) or 0
    case = await make_case(
        session, group=group, status="agenda", text=TEXT, passed_at=func.app_now()
    )
    facts = {"date": "2026-12-14"}
    await decisions.decide(session, secretary, case.id, to=Status.AGENDA, facts=facts)
    await planning.choose(session, secretary, group.id, date(2026, 12, 21))
    kept = (await session.scalars(select(Decision))).one()
    assert notes.read(session, kept) == {"date": "2026-12-21"}


async def test_digest_meeting_and_agenda_count_the_same_on_the_agenda(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-22 12:00+02")
    group, moment = await _planned(session, None), await now(session)
    secretary = await session.scalar(select(Staff.person_id)) or 0
    day = timedelta(days=1)
    cases = [
        await make_case(
            session,
            group=group,
            status="agenda",
            text=TEXT,
            passed_at=moment - day,
            due_at=moment + ahead * day,
        )
        for ahead in (1, 2, -1)
    ]
    session.add(Decision(case_id=cases[1].id, status=Status.DECLINED))
    await session.flush()
    facts = await digest_facts.gather(session, group.id, Span(moment - day, moment))
    plan = await planning.look(session, secretary, group.id)
    found = await agenda.look(session, secretary, group.id)
    assert [facts.planned, plan.on_agenda, len(found.planned)] == [1, 1, 1]
    assert [facts.deciding, len(found.needed)] == [1, 1]  # the day of the last is over


async def _planned(session: AsyncSession, weekday: int | None) -> WorkingGroup:
    group = await make_bound_group(session, Address(-3001))
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    if weekday is not None:
        at = datetime(2026, 11, 22, 9, tzinfo=UTC).time()
        every = schedules.Schedule(at, weekday=weekday)
        await schedules.choose(session, person.id, group.id, every)
    await planning.choose(session, person.id, group.id, date(2026, 12, 14))
    return group
