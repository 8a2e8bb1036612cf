"""Urgent concerns go up the team: once in a quarter of an hour, whoever is missing."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, Notice, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.cases import urgent
from bot.services.moderating import moderation, queue
from bot.services.texts.categories import URGENT
from tests.conftest import Clock
from tests.factories import make_case, make_group, make_person, make_staff

MORNING = "2026-11-20 10:00+02"
EVENING = "2026-11-20 18:00+02"
SIX = datetime.fromisoformat("2026-11-20T18:00+02:00")


async def join(session: AsyncSession, group: WorkingGroup, role: Role) -> int:
    person = await make_person(session)
    of = None if role is Role.COORDINATOR else group
    await make_staff(session, person, of, role=role, address=Address(person.id))
    return person.id


async def worry(session: AsyncSession, group: WorkingGroup) -> Case:
    """Lay an urgent concern before a group, to be seen by six."""
    case = await make_case(session, group=group, urgency=URGENT, due_at=SIX)
    await urgent.alert(session, group.id)
    return case


async def told(session: AsyncSession, kind: str) -> list[int]:
    found = await session.scalars(
        select(Notice.recipient_id).where(Notice.kind == kind).order_by(Notice.id)
    )
    return list(found)


@pytest.fixture
async def group(session: AsyncSession, clock: Clock) -> WorkingGroup:
    await clock.set(MORNING)
    return await make_group(session)


async def test_those_above_hear_once_of_all_that_nobody_saw(
    session: AsyncSession, clock: Clock, group: WorkingGroup
) -> None:
    await join(session, group, Role.MODERATOR)
    secretary = await join(session, group, Role.SECRETARY)
    for _ in range(3):
        await worry(session, group)
    await clock.set(EVENING)
    assert await urgent.call_up(session) == 3
    assert await told(session, urgent.UNSEEN) == [secretary]


async def test_what_falls_due_after_that_waits_for_a_quarter_of_an_hour(
    session: AsyncSession, clock: Clock, group: WorkingGroup
) -> None:
    await join(session, group, Role.MODERATOR)
    secretary = await join(session, group, Role.SECRETARY)
    await worry(session, group)
    await clock.set(EVENING)
    await urgent.call_up(session)
    await worry(session, group)
    await clock.forward("14 minutes")
    assert await urgent.call_up(session) == 0
    await clock.forward("1 minute")
    assert await urgent.call_up(session) == 1
    assert await told(session, urgent.UNSEEN) == [secretary] * 2


async def test_what_another_group_was_told_keeps_nobody_silent(
    session: AsyncSession, clock: Clock, group: WorkingGroup
) -> None:
    coordinator = await join(session, group, Role.COORDINATOR)
    other = await make_group(session)
    for each in (group, other):
        await join(session, each, Role.MODERATOR)
        await worry(session, each)
    await clock.set(EVENING)
    await urgent.call_up(session)
    assert await told(session, urgent.UNSEEN) == [coordinator] * 2


async def test_without_moderators_all_above_hear_at_once(
    session: AsyncSession, group: WorkingGroup
) -> None:
    above = [
        await join(session, group, role) for role in (Role.SECRETARY, Role.COORDINATOR)
    ]
    await worry(session, group)
    assert await told(session, urgent.UNSEEN) == above
    assert await told(session, urgent.WAITS) == []


async def test_what_a_moderator_looked_at_is_not_called_up(
    session: AsyncSession, clock: Clock, group: WorkingGroup
) -> None:
    moderator = await join(session, group, Role.MODERATOR)
    await join(session, group, Role.SECRETARY)
    await worry(session, group)
    await queue.next_card(session, moderator)
    await clock.forward("3 days")
    assert await urgent.call_up(session) == 0


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.EXPIRED, Status.PASSED])
async def test_what_no_longer_waits_alerts_nobody(
    session: AsyncSession, clock: Clock, group: WorkingGroup, status: Status
) -> None:
    await join(session, group, Role.MODERATOR)
    await join(session, group, Role.SECRETARY)
    first, second = [await worry(session, group) for _ in range(2)]
    first.status = second.status = status
    await session.flush()
    await clock.forward("1 day")
    assert await urgent.alert_again(session) == 0
    assert await urgent.call_up(session) == 0


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CHAIR, Role.MODERATOR], ids=str)
async def test_somebody_always_phones_the_service(
    session: AsyncSession, group: WorkingGroup, role: Role
) -> None:
    moderator = await join(session, group, Role.MODERATOR)
    phones = moderator
    if role is not Role.MODERATOR:
        phones = await join(session, group, role)
    case = await worry(session, group)
    await moderation.pass_on(session, moderator, case.id)
    assert await told(session, urgent.PASSED) == [phones]
