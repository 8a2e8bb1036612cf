"""Teams of the working groups: who invites whom, and into which role."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Invitation, Person, Staff
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.letters import recipients
from bot.services.team import access, acts, invitations


async def invite(
    session: AsyncSession,
    actor_id: int,
    group_id: int,
    role: Role,
    *,
    sector: str | None = None,
) -> str:
    """Make the token of a one-time link that gives a role in a working group."""
    await access.access_group(session, actor_id, group_id, "staff.invite")
    await acts.note(session, actor_id, "staff.invite", group_id)
    return await invitations.issue(session, group_id=group_id, role=role, sector=sector)


async def invite_coordinator(session: AsyncSession, actor_id: int | None = None) -> str:
    """Make the token of a one-time link for a coordinator; no actor: the operator."""
    if actor_id is not None:
        await access.access_network(session, actor_id, "staff.invite")
        await acts.note(session, actor_id, "staff.invite")
    return await invitations.issue(session, group_id=None, role=Role.COORDINATOR)


async def accept(
    session: AsyncSession, person: Person, token: str, address: Address
) -> Staff:
    """Take the role that a link gives; its own guest may open it again."""
    invitation = await invitations.find(session, token)
    if invitation is None or invitation.role is None:
        raise invitations.refusal()
    if await invitations.use(session, token):
        await _add(session, person, invitation)
        await acts.note(session, person.id, "staff.accept", invitation.group_id)
    role = await _find(session, person, invitation)
    if role is None:
        raise invitations.refusal()
    await _write_to(session, person, address)
    return role


async def ensure_coordinator(
    session: AsyncSession, person: Person, address: Address
) -> None:
    """Make somebody a coordinator who is listed as one in the settings."""
    invitation = Invitation(group_id=None, role=Role.COORDINATOR, sector=None)
    await _add(session, person, invitation)
    await _write_to(session, person, address)


async def coordinators(session: AsyncSession) -> Sequence[Staff]:
    """List the coordinators of the network, the oldest first."""
    statement = select(Staff).where(Staff.role == Role.COORDINATOR).order_by(Staff.id)
    return (await session.scalars(statement)).all()


async def team(session: AsyncSession, group_id: int) -> Sequence[Staff]:
    """List the roles of a working group's team, the oldest first."""
    statement = select(Staff).where(Staff.group_id == group_id).order_by(Staff.id)
    return (await session.scalars(statement)).all()


async def _add(session: AsyncSession, person: Person, invitation: Invitation) -> None:
    statement = insert(Staff).values(
        person_id=person.id,
        group_id=invitation.group_id,
        role=invitation.role,
        sector=invitation.sector,
    )
    await session.execute(statement.on_conflict_do_nothing())


async def _find(
    session: AsyncSession, person: Person, invitation: Invitation
) -> Staff | None:
    statement = select(Staff).where(
        Staff.person_id == person.id,
        Staff.role == invitation.role,
        Staff.group_id.is_not_distinct_from(invitation.group_id),
    )
    return (await session.scalars(statement)).one_or_none()


async def _write_to(session: AsyncSession, person: Person, address: Address) -> None:
    written = recipients.seal(session, address, Recipient.STAFF, person.id)
    mine = Staff.person_id == person.id
    await session.execute(update(Staff).where(mine).values(address=written))
