"""Roles that are taken back, also by two people at once."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Sessions
from bot.errors import UserError
from bot.models import Case, CaseEvent, Person, Staff
from bot.models.staff import Role
from bot.services.endings import roster
from bot.services.moderating import moderation
from bot.services.team import staff
from tests.factories import make_group, make_person, make_staff


async def test_coordinators_who_withdraw_each_other_at_once_leave_one(
    committed: Sessions,
) -> None:
    async with committed.begin() as session:
        one, other = [
            await make_staff(
                session, await make_person(session), None, role=Role.COORDINATOR
            )
            for _ in range(2)
        ]
    async with committed() as mine, asyncio.TaskGroup() as both:
        await roster.withdraw(mine, one.person_id, other.id)
        withdrawing = both.create_task(_withdrawn(committed, other.person_id, one))
        await asyncio.wait([withdrawing], timeout=0.2)  # it has got as far as it can
        await mine.commit()
    assert not withdrawing.result()
    async with committed() as session:
        assert len(await staff.coordinators(session)) == 1


async def test_who_took_a_step_is_known_by_number_when_the_role_is_gone(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    coordinator = await make_person(session)
    await make_staff(session, coordinator, None, role=Role.COORDINATOR)
    await moderation.pass_on(session, moderator.id, case.id)
    [role] = await roster.members(session, coordinator.id, case.group_id)
    await roster.withdraw(session, coordinator.id, role.id)
    [by] = await session.scalars(
        select(CaseEvent.staff_id).where(CaseEvent.case_id == case.id)
    )
    assert by == role.id


async def test_a_secretary_takes_no_role_and_no_link_back(
    session: AsyncSession,
) -> None:
    coordinator, secretary = await make_person(session), await make_person(session)
    group = await make_group(session)
    await make_staff(session, coordinator, None, role=Role.COORDINATOR)
    role = await make_staff(session, secretary, group, role=Role.SECRETARY)
    await staff.invite(session, coordinator.id, group.id, Role.CHAIR)
    [link] = await roster.open_links(session, coordinator.id, group.id)
    with pytest.raises(UserError):
        await roster.withdraw(session, secretary.id, role.id)
    with pytest.raises(UserError):
        await roster.cancel_link(session, secretary.id, group.id, link.number)
    assert len(await staff.team(session, group.id)) == 1
    assert len(await roster.open_links(session, coordinator.id, group.id)) == 1


async def test_open_links_are_for_those_who_see_the_team(
    session: AsyncSession,
) -> None:
    moderator, group = await make_person(session), await make_group(session)
    await make_staff(session, moderator, group, role=Role.MODERATOR)
    for team in (group.id, None):
        with pytest.raises(UserError):
            await roster.open_links(session, moderator.id, team)


async def _withdrawn(committed: Sessions, actor_id: int, role: Staff) -> bool:
    try:
        async with committed.begin() as session:
            await roster.withdraw(session, actor_id, role.id)
    except UserError:
        return False
    return True
