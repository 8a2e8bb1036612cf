"""Figures: a year replayed and counted again by hand; small cells tell nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.errors import UserError
from bot.models import Case, Outcome
from bot.models.case import Status
from bot.models.outcome import Answer, Question
from bot.models.staff import Role
from bot.services.days import small_cells
from bot.services.days.periods import Period
from bot.services.figures import figures
from bot.services.figures.figures import Said
from bot.services.moderating import sorting
from bot.services.sending import concerns
from bot.services.sending.concerns import Concern
from bot.services.steps import case_log
from bot.services.texts import categories
from bot.services.texts.categories import URGENT
from tests.conftest import Clock
from tests.factories import (
    TEXT,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
)
from trials.cases.statuses import judge
from trials.report import Report

DAYS = Period(date(2026, 11, 1), date(2026, 11, 30))


async def test_a_year_of_statuses_is_told_as_it_was(sessions: Sessions) -> None:
    report = Report("statuses", seed=1)
    await judge(report, sessions, 9, months=[6])
    assert report.faults == []
    assert report.figures["figures compared"] == 4 * 2 * 13


async def test_the_median_is_of_first_answers(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-10 12:00+02")
    found = await figures.gather(session, DAYS)
    assert (found.received, found.median, found.due) == (0, None, 0)


async def test_what_is_still_in_time_is_not_counted(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-10 12:00+02")
    await make_case(session)
    found = await figures.gather(session, DAYS)
    assert (found.received, found.due) == (1, 0)
    await clock.forward("7 days")
    found = await figures.gather(session, DAYS)
    assert (found.due, found.in_time, found.answered) == (1, 0, 0)


async def test_what_was_promised_counts_whatever_is_urgent_later(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-10 12:00+02")
    community = await make_community(session)
    group, person = await make_group(session, community), await make_person(session)
    await make_staff(session, person, group)
    lamps = categories.every()["C04"]
    sent = Concern(text=TEXT, category=lamps, communities=[community.code])
    await concerns.submit(session, person, sent, Address(101))
    case = (await session.scalars(select(Case))).one()
    await sorting.set_urgency(session, person.id, case.id, URGENT)
    await clock.set("2026-11-11 12:00+02")  # of two days
    await case_log.append(session, case, Status.PASSED)
    found = await figures.gather(session, DAYS)
    assert (found.due, found.in_time) == (1, 1)


async def test_days_begin_where_the_group_is(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-10-31 22:30+00")  # November in Kyiv
    await make_case(session)
    assert (await figures.gather(session, DAYS)).received == 1
    await clock.set("2026-11-30 22:30+00")
    await make_case(session)
    assert (await figures.gather(session, DAYS)).received == 1


async def test_what_authors_say_is_counted_when_they_say_it(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-10-20 12:00+02")
    case = await make_case(session)
    event = await case_log.append(session, case, Status.DONE)
    await clock.set("2026-11-18 12:00+02")
    session.add(
        Outcome(
            event_id=event,
            submission_id=case.submission_id,
            question=Question.BETTER,
            ask_at=func.app_now(),
            asked_at=func.app_now(),
            answer=Answer.YES,
            answered_at=func.app_now(),
        )
    )
    await session.flush()
    found = await figures.gather(session, DAYS)
    assert (found.done, found.better) == (0, Said(asked=1, yes=1))


async def test_only_a_group_s_team_asks_for_its_figures(session: AsyncSession) -> None:
    group, person = await make_group(session), await make_person(session)
    await make_staff(session, person, group, role=Role.OBSERVER)
    with pytest.raises(UserError):
        await figures.of_group(session, person.id, group.id, DAYS)


async def test_what_one_says_of_oneself_is_counted_when_the_month_is_over(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-10 12:00+02")
    group, person = await make_group(session), await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    await make_case(session, group=group)
    _group, found = await figures.of_group(session, person.id, group.id, DAYS)
    assert (found.received, found.selves) == (1, {})
    await clock.set("2026-12-01 12:00+02")
    _group, found = await figures.of_group(session, person.id, group.id, DAYS)
    assert found.selves == {"not_said": 1}


@given(
    st.dictionaries(
        st.sampled_from(["resident", "idp", "returnee", "away", "not_said"]),
        st.integers(0, 12),
    )
)
def test_no_small_cell_can_be_subtracted(cells: dict[str, int]) -> None:
    told = small_cells.hide(cells)
    hidden = [cells[name] for name, n in told.items() if n is None]
    assert all(n == cells[name] for name, n in told.items() if n is not None)
    assert not [n for n in told.values() if n is not None and 0 < n < 5]
    spare = sum(hidden) - len(hidden)  # what is left when each is one
    assert not hidden or len(hidden) == len(cells) or spare >= 5


def test_what_is_small_as_a_whole_hides_empty_cells_too() -> None:
    told = small_cells.hide({"idp": 3, "resident": 0, "away": 0})
    assert set(told.values()) == {None}
