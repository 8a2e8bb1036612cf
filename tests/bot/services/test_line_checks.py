"""Numbers to call: old ones are hidden, the coordinator hears of it and checks."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.errors import UserError
from bot.models import LineCheck, Notice, Person, StaffAct
from bot.models.staff import Role
from bot.services.team import line_checks, safety
from tests.conftest import Clock
from tests.factories import make_person, make_staff

ALWAYS = ["101", "102", "103", "104", "112"]
LONG_AFTER = "2030-01-01 12:00+02"
DONETSK = "0 800 408 911"


@pytest.fixture
async def coordinator(session: AsyncSession) -> Person:
    person = await make_person(session)
    await make_staff(session, person, None, role=Role.COORDINATOR, address=Address(11))
    return person


async def numbers(session: AsyncSession, *regions: str) -> list[str]:
    return [line.number for line in await line_checks.shown(session, regions)]


async def test_emergency_numbers_never_grow_old(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set(LONG_AFTER)
    assert await numbers(session) == ALWAYS


async def test_a_checked_number_is_shown_for_180_days(
    session: AsyncSession, clock: Clock, coordinator: Person
) -> None:
    await clock.set(LONG_AFTER)
    await line_checks.confirm(session, coordinator.id, "1547")
    await clock.forward("180 days")
    assert await numbers(session) == [*ALWAYS, "1547"]
    await clock.forward("1 day")
    assert await numbers(session) == ALWAYS


async def test_refusals_name_lines_of_advice_that_are_checked(
    session: AsyncSession, clock: Clock, coordinator: Person
) -> None:
    await clock.set(LONG_AFTER)
    assert await safety.support(session) == ", ".join(ALWAYS)
    await line_checks.confirm(session, coordinator.id, "7333")
    assert await safety.support(session) == "7333"


async def test_a_line_of_an_oblast_is_for_its_people(
    session: AsyncSession, clock: Clock, coordinator: Person
) -> None:
    await clock.set(LONG_AFTER)
    await line_checks.confirm(session, coordinator.id, DONETSK)
    assert DONETSK not in await numbers(session, "UA18")
    assert DONETSK in await numbers(session, "UA14", "UA18")


async def test_only_coordinators_check(session: AsyncSession) -> None:
    person = await make_person(session)
    with pytest.raises(UserError):
        await line_checks.confirm(session, person.id, "1547")


async def test_a_number_that_is_not_in_the_file_is_refused(
    session: AsyncSession, coordinator: Person
) -> None:
    with pytest.raises(UserError):
        await line_checks.confirm(session, coordinator.id, "0 900 666")


async def test_coordinators_are_told_once_a_week(
    session: AsyncSession, clock: Clock, coordinator: Person
) -> None:
    await clock.set(LONG_AFTER)
    told = [await line_checks.tell(session) for _ in range(2)]
    await clock.forward("7 days")
    told.append(await line_checks.tell(session))
    assert told == [1, 0, 1]
    counted = select(func.count()).where(Notice.recipient_id == coordinator.id)
    assert await session.scalar(counted) == 2


async def test_nobody_is_told_when_all_is_checked(
    session: AsyncSession, coordinator: Person
) -> None:
    for line in await line_checks.hidden(session):
        await line_checks.confirm(session, coordinator.id, line.number)
    assert await line_checks.tell(session) == 0


async def test_nobody_is_reminded_of_what_coordinators_hid(
    session: AsyncSession, coordinator: Person
) -> None:
    for line in await line_checks.hidden(session):
        await line_checks.confirm(session, coordinator.id, line.number)
    await line_checks.hide(session, coordinator.id, "1547")
    assert await line_checks.tell(session) == 0


async def test_the_log_tells_hiding_from_confirming(
    session: AsyncSession, coordinator: Person
) -> None:
    await line_checks.hide(session, coordinator.id, "1547")
    await line_checks.confirm(session, coordinator.id, "1547")
    noted = await session.scalars(select(StaffAct.act).order_by(StaffAct.id))
    assert noted.all() == ["lines.hide", "lines.check"]


async def test_emergency_numbers_cannot_be_hidden(
    session: AsyncSession, coordinator: Person
) -> None:
    with pytest.raises(UserError):
        await line_checks.hide(session, coordinator.id, "112")
    assert (await session.scalars(select(LineCheck))).all() == []
