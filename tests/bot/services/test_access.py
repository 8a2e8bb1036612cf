"""Every cell of the table of rights, and what outsiders learn: nothing."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Person, WorkingGroup
from bot.models.staff import Role
from bot.services.team import access
from bot.services.team.access import RIGHTS, Action
from tests.factories import make_case, make_group, make_person, make_staff
from tests.rights import MAY


def test_the_table_says_who_may() -> None:
    assert {action: set(roles) for action, roles in RIGHTS.items()} == MAY


@pytest.mark.parametrize("role", list(Role))
async def test_a_role_gets_what_the_table_says(
    session: AsyncSession, role: Role
) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(
        session, person, None if role is Role.COORDINATOR else group, role=role
    )
    allowed = {
        action for action in RIGHTS if await _may(session, person, group, action)
    }
    assert allowed == {action for action in RIGHTS if role in MAY[action]}


async def _may(
    session: AsyncSession, person: Person, group: WorkingGroup, action: Action
) -> bool:
    try:
        await access.access_group(session, person.id, group.id, action)
    except UserError:
        return False
    return True


async def test_case_is_open_to_the_moderator(session: AsyncSession) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(session, person, group)
    case = await make_case(session, group=group)
    found = await access.access_case(session, person.id, case.id, "case.moderate")
    assert found.id == case.id


async def test_case_of_another_group_is_refused(session: AsyncSession) -> None:
    person = await make_person(session)
    await make_staff(session, person, await make_group(session))
    case = await make_case(session)
    with pytest.raises(UserError):
        await access.access_case(session, person.id, case.id, "case.moderate")


async def test_missing_and_forbidden_are_refused_alike(session: AsyncSession) -> None:
    stranger, case = await make_person(session), await make_case(session)
    refusals = []
    for case_id in (case.id, case.id + 1000):
        with pytest.raises(UserError) as refusal:
            await access.access_case(session, stranger.id, case_id, "case.moderate")
        refusals.append(refusal.value.text)
    assert refusals[0] == refusals[1]


async def test_network_is_for_coordinators(session: AsyncSession) -> None:
    coordinator = await make_person(session)
    await make_staff(session, coordinator, None, role=Role.COORDINATOR)
    await access.access_network(session, coordinator.id, "group.create")


async def test_network_is_not_for_a_groups_team(session: AsyncSession) -> None:
    chair = await make_person(session)
    await make_staff(session, chair, await make_group(session), role=Role.CHAIR)
    with pytest.raises(UserError):
        await access.access_network(session, chair.id, "group.create")
