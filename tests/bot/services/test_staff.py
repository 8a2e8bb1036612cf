"""Teams and the links that invite into them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.errors import UserError
from bot.models import Invitation, Person, Staff, StaffAct, WorkingGroup
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.letters import notices
from bot.services.places import groups
from bot.services.team import staff
from tests.conftest import Clock
from tests.factories import make_group, make_person, make_staff

HOME = Address(501)


@pytest.fixture
async def coordinator(session: AsyncSession) -> Person:
    person = await make_person(session)
    await make_staff(session, person, None, role=Role.COORDINATOR)
    return person


@pytest.fixture
async def group(session: AsyncSession) -> WorkingGroup:
    return await make_group(session)


@pytest.fixture
async def token(session: AsyncSession, coordinator: Person, group: WorkingGroup) -> str:
    return await staff.invite(
        session, coordinator.id, group.id, Role.MEMBER, sector="police"
    )


async def test_who_takes_a_role_stands_in_the_log(
    session: AsyncSession, token: str
) -> None:
    guest = await make_person(session)
    for _ in range(2):
        role = await staff.accept(session, guest, token, HOME)
    begun = select(StaffAct.staff_id).where(StaffAct.act == "staff.accept")
    assert (await session.scalars(begun)).all() == [role.id]


async def test_a_link_gives_its_role(
    session: AsyncSession, group: WorkingGroup, token: str
) -> None:
    guest = await make_person(session)
    taken = await staff.accept(session, guest, token, HOME)
    assert (taken.group_id, taken.role, taken.sector) == (group.id, "member", "police")


async def test_the_team_can_be_written_to(session: AsyncSession, token: str) -> None:
    guest = await make_person(session)
    await staff.accept(session, guest, token, HOME)
    found = await notices.address_of(session, Recipient.STAFF, guest.id)
    assert found == HOME


async def test_a_redelivered_acceptance_gives_the_role_once(
    session: AsyncSession, token: str
) -> None:
    guest = await make_person(session)
    first = await staff.accept(session, guest, token, HOME)
    again = await staff.accept(session, guest, token, HOME)
    assert first.id == again.id


async def roles_of(session: AsyncSession, person_id: int) -> list[str]:
    theirs = select(Staff.role).where(Staff.person_id == person_id)
    return list(await session.scalars(theirs))


async def test_a_used_link_gives_nothing_to_others(
    session: AsyncSession, token: str
) -> None:
    guest, stranger = await make_person(session), await make_person(session)
    await staff.accept(session, guest, token, HOME)
    with pytest.raises(UserError, match="no longer works"):
        await staff.accept(session, stranger, token, Address(502))
    assert await roles_of(session, stranger.id) == []


async def test_an_expired_link_gives_nothing(
    session: AsyncSession, token: str, clock: Clock
) -> None:
    await clock.forward("7 days 1 second")
    with pytest.raises(UserError, match="no longer works"):
        await staff.accept(session, await make_person(session), token, HOME)


async def test_a_binding_link_gives_no_role(
    session: AsyncSession, coordinator: Person, group: WorkingGroup
) -> None:
    token = await groups.bind_link(session, coordinator.id, group.id)
    with pytest.raises(UserError, match="no longer works"):
        await staff.accept(session, await make_person(session), token, HOME)
    assert await session.scalar(select(func.count(Invitation.used_at))) == 0


async def test_a_role_link_binds_no_chat(session: AsyncSession, token: str) -> None:
    with pytest.raises(UserError, match="no longer works"):
        await groups.bind(session, token, Address(-100_500))


async def test_a_made_up_link_gives_nothing(session: AsyncSession) -> None:
    with pytest.raises(UserError, match="no longer works"):
        await staff.accept(session, await make_person(session), "x" * 32, HOME)


async def test_the_token_is_not_in_the_database(
    session: AsyncSession, token: str
) -> None:
    kept = await session.scalar(select(Invitation.token))
    assert kept is not None
    assert token.encode() not in kept


async def test_moderators_invite_nobody(
    session: AsyncSession, group: WorkingGroup
) -> None:
    moderator = await make_person(session)
    await make_staff(session, moderator, group)
    with pytest.raises(UserError):
        await staff.invite(session, moderator.id, group.id, Role.MODERATOR)


async def test_the_operator_invites_coordinators(session: AsyncSession) -> None:
    token = await staff.invite_coordinator(session)
    taken = await staff.accept(session, await make_person(session), token, HOME)
    assert (taken.role, taken.group_id) == ("coordinator", None)


async def test_listed_coordinators_are_ensured_once(session: AsyncSession) -> None:
    person = await make_person(session)
    for _ in range(2):
        await staff.ensure_coordinator(session, person, HOME)
    roles = await roles_of(session, person.id)
    assert roles == ["coordinator"]
    assert await notices.address_of(session, Recipient.STAFF, person.id) == HOME


async def test_a_team_is_listed_by_its_group(
    session: AsyncSession, group: WorkingGroup
) -> None:
    person, other = await make_person(session), await make_group(session)
    await make_staff(session, person, other)
    mine = await make_staff(session, person, group, role=Role.CHAIR)
    assert await staff.team(session, group.id) == [mine]


async def test_all_roles_of_a_person_share_the_address(
    session: AsyncSession, group: WorkingGroup, token: str
) -> None:
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.CHAIR)
    await staff.accept(session, person, token, HOME)
    without = select(func.count()).where(
        Staff.person_id == person.id, Staff.address.is_(None)
    )
    assert await session.scalar(without) == 0
