"""Who is in a team, and how a role or an open link into it is taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Invitation, Person, Staff, WorkingGroup
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.endings import leaving
from bot.services.letters import hearers, notices
from bot.services.moderating import open_cards
from bot.services.places import groups
from bot.services.steps import lent_photos
from bot.services.team import access, acts, staff
from bot.services.team.access import Action

_NUMBER_BYTES = 7  # of a token's hash: what a button carries as a number


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link into a team that nobody has used yet."""

    number: int
    role: str
    sector: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A role that somebody had, and who is told where; nobody without an address."""

    group_id: int | None
    role: str
    person_id: int
    language: str
    address: Address | None


async def members(
    session: AsyncSession, actor_id: int, group_id: int | None
) -> Sequence[Staff]:
    """List the roles of a team, or of the network's coordinators."""
    await _access(session, actor_id, group_id, "staff.see")
    if group_id is None:
        return await staff.coordinators(session)
    return await staff.team(session, group_id)


async def open_links(
    session: AsyncSession, actor_id: int, group_id: int | None
) -> Sequence[OpenLink]:
    """List the links into a team that still work."""
    await _access(session, actor_id, group_id, "staff.see")
    return [
        OpenLink(_number(each), each.role or "", each.sector, each.expires_at)
        for each in await _open(session, group_id)
    ]


async def withdraw(session: AsyncSession, actor_id: int, staff_id: int) -> Withdrawn:
    """Take a role back; the last coordinator stays."""
    found = await _locked(session, staff_id)
    team = None if found is None else found.group_id
    await _access(session, actor_id, team, "staff.invite")
    if found is None:
        raise UserError(_("This role has already been withdrawn."))
    if found.group_id is None and len(await staff.coordinators(session)) == 1:
        raise UserError(_("The network needs one coordinator at least."))
    withdrawn = await _of(session, found)
    await acts.note(session, actor_id, "staff.withdraw", found.group_id)
    await clear_chats(session, [found.person_id])
    await session.execute(delete(Staff).where(Staff.id == staff_id))
    await leaving.forget_roleless(session)
    return withdrawn


async def left_chats(session: AsyncSession, gone: Withdrawn) -> Sequence[Address]:
    """List the chats of groups in which somebody has no say any more."""
    has_say = access.allowed(gone.person_id, WorkingGroup.id, "group.schedule")
    bound = select(WorkingGroup).where(WorkingGroup.chat.is_not(None), ~has_say)
    if gone.group_id is not None:
        bound = bound.where(WorkingGroup.id == gone.group_id)
    found = await session.scalars(bound.order_by(WorkingGroup.id))
    return [groups.address_of(session, each) for each in found]


async def planners(session: AsyncSession, group_id: int) -> Sequence[Address]:
    """List the private chats of those who see commands in the chat of a group."""
    people = await hearers.of(session, group_id, *access.RIGHTS["group.schedule"])
    staff = Recipient.STAFF
    found = [await notices.address_of(session, staff, each) for each in people]
    return [each for each in found if each is not None]


async def end_team(session: AsyncSession, group_id: int) -> Sequence[Withdrawn]:
    """Take all roles of a group back; each person is named once, to be told."""
    roles = {each.person_id: each for each in await staff.team(session, group_id)}
    withdrawn = [await _of(session, each) for each in roles.values()]
    await clear_chats(session, roles)
    await session.execute(delete(Staff).where(Staff.group_id == group_id))
    return withdrawn


async def cancel_link(
    session: AsyncSession, actor_id: int, group_id: int | None, number: int
) -> None:
    """End a link into a team before somebody uses it."""
    await _access(session, actor_id, group_id, "staff.invite")
    for each in await _open(session, group_id):
        if _number(each) == number:
            each.expires_at = await now(session)
            await acts.note(session, actor_id, "staff.withdraw", group_id)
            return
    raise UserError(_("This link no longer works. Please ask for a new one."))


async def clear_chats(session: AsyncSession, people: Iterable[int]) -> None:
    """Let no text lie open with those whose roles end: their addresses end, too (P6).

    Who has another role opens it again.
    """
    for person_id in people:
        await open_cards.close_all(session, person_id)
        await lent_photos.take_all_back(session, person_id)


async def _of(session: AsyncSession, found: Staff) -> Withdrawn:
    person = await session.get_one(Person, found.person_id)
    address = await notices.address_of(session, Recipient.STAFF, person.id)
    return Withdrawn(found.group_id, found.role, person.id, person.language, address)


async def _locked(session: AsyncSession, staff_id: int) -> Staff | None:
    """Lock a role, and every coordinator's: of two who withdraw each other one stays.

    Whoever asks may have lost the role while waiting for it.
    """
    rows = await session.scalars(
        select(Staff)
        .where(or_(Staff.id == staff_id, Staff.role == Role.COORDINATOR))
        .order_by(Staff.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return next((each for each in rows if each.id == staff_id), None)


async def _open(session: AsyncSession, group_id: int | None) -> Sequence[Invitation]:
    statement = (
        select(Invitation)
        .where(
            Invitation.group_id.is_not_distinct_from(group_id),
            Invitation.role.is_not(None),
            Invitation.used_at.is_(None),
            Invitation.expires_at > func.app_now(),
        )
        .order_by(Invitation.expires_at)
    )
    return (await session.scalars(statement)).all()


async def _access(
    session: AsyncSession, actor_id: int, group_id: int | None, action: Action
) -> None:
    if group_id is None:
        await access.access_network(session, actor_id, action)
    else:
        await access.access_group(session, actor_id, group_id, action)


def _number(invitation: Invitation) -> int:
    return int.from_bytes(invitation.token[:_NUMBER_BYTES])
