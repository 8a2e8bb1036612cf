"""Who may do what: one table of roles and actions, asked before anything is done."""

from collections.abc import Mapping
from typing import Final, Literal

from sqlalchemy import ColumnElement, Select, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import Joined, Text, _
from bot.models import Case, Staff, WorkingGroup
from bot.models.staff import Role
from bot.services.team import recused
from bot.words.codes import ROLES

Action = Literal[
    "case.moderate",
    "case.find",
    "case.publish",
    "case.lead",
    "case.decide",
    "case.take",
    "case.answer",
    "document.add",
    "ballot.open",
    "team.see",
    "group.create",
    "group.delete",
    "announce",
    "log.read",
    "community.mark",
    "community.close",
    "group.bind",
    "group.settings",
    "staff.see",
    "staff.invite",
    "staff.mail",
    "group.schedule",
    "group.meeting",
    "group.digest",
    "digest.publish",
    "network.digest",
    "network.running",
    "group.read",
    "group.figures",
    "group.late",
    "lines.check",
    "export",
    "paper.enter",
    "words.keep",
    "words.services",
]

# Who is in no team: whoever writes, and whoever agreed to the notices.
Everybody = Literal["anybody", "person"]
EVERYBODY: Final[tuple[Everybody, ...]] = ("anybody", "person")
Rule = Action | Everybody

# Unmoderated text is for the moderators of the group and nobody else (P6).
RIGHTS: Final[Mapping[Action, frozenset[Role]]] = {
    "case.moderate": frozenset({Role.MODERATOR}),
    "case.find": frozenset({Role.MODERATOR, Role.SECRETARY, Role.CHAIR}),
    "case.publish": frozenset({Role.MODERATOR, Role.SECRETARY}),
    "case.lead": frozenset({Role.SECRETARY, Role.CHAIR}),
    "case.decide": frozenset({Role.SECRETARY, Role.CHAIR}),
    "case.take": frozenset(
        {Role.SECRETARY, Role.CHAIR, Role.MODERATOR, Role.FACILITATOR, Role.MEMBER}
    ),
    "case.answer": frozenset({Role.SECRETARY, Role.CHAIR, Role.MEMBER}),
    "document.add": frozenset({Role.SECRETARY, Role.CHAIR}),
    "ballot.open": frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR}),
    "team.see": frozenset(Role),
    "group.create": frozenset({Role.COORDINATOR}),
    "group.delete": frozenset({Role.COORDINATOR}),
    "log.read": frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR}),
    "announce": frozenset({Role.COORDINATOR}),
    "community.mark": frozenset({Role.COORDINATOR}),
    "community.close": frozenset({Role.COORDINATOR}),
    "group.bind": frozenset({Role.COORDINATOR}),
    "group.settings": frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR}),
    "staff.see": frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR}),
    "staff.invite": frozenset({Role.COORDINATOR}),
    "staff.mail": frozenset({Role.COORDINATOR, Role.SECRETARY}),
    "group.schedule": frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR}),
    "group.meeting": frozenset({Role.SECRETARY, Role.CHAIR}),
    "group.digest": frozenset(
        {Role.COORDINATOR, Role.SECRETARY, Role.CHAIR, Role.MODERATOR}
    ),
    # The network reads figures without small cells (`network.digest`): what is hidden
    # in them could be looked up here.
    "group.figures": frozenset({Role.SECRETARY, Role.CHAIR, Role.MODERATOR}),
    "group.late": frozenset(
        {Role.COORDINATOR, Role.SECRETARY, Role.CHAIR, Role.MODERATOR}
    ),
    # Partners read what is over and does not change; the month in hand is counted anew
    # each time, and the difference of two counts would tell of single people.
    "network.digest": frozenset({Role.COORDINATOR, Role.OBSERVER}),
    "network.running": frozenset({Role.COORDINATOR}),
    "digest.publish": frozenset({Role.SECRETARY, Role.CHAIR}),
    # Passed, not published: neither observers nor coordinators (domain 1.9).
    "group.read": frozenset(
        {Role.SECRETARY, Role.CHAIR, Role.MODERATOR, Role.FACILITATOR, Role.MEMBER}
    ),
    "lines.check": frozenset({Role.COORDINATOR}),
    "export": frozenset({Role.COORDINATOR, Role.SECRETARY}),
    "paper.enter": frozenset({Role.FACILITATOR, Role.MODERATOR, Role.SECRETARY}),
    "words.keep": frozenset({Role.MODERATOR, Role.SECRETARY, Role.CHAIR, Role.MEMBER}),
    "words.services": frozenset({Role.MODERATOR, Role.SECRETARY, Role.CHAIR}),
}


_HOLDS: Final = Direct(
    text("select id from staff where person_id = :person and role = any(:roles)")
)


class NotAllowedError(UserError):
    """Somebody asked for what the table does not give them."""

    def __init__(self, action: str, text: Text) -> None:
        super().__init__(text)
        self.action = action


async def anywhere(session: AsyncSession, person_id: int) -> frozenset[Action]:
    """List what a person may do in some working group, or in the network."""
    mine = select(Staff.role).where(Staff.person_id == person_id)
    roles = set(await session.scalars(mine))
    return frozenset(action for action, held in RIGHTS.items() if held & roles)


async def access_case(
    session: AsyncSession, person_id: int, case_id: int, action: Action
) -> Case:
    """Get a case for an action, or refuse: also one not there, and whom it is about."""
    found = await session.execute(
        select(Case, recused.is_free(person_id))
        .where(Case.id == case_id, allowed(person_id, Case.group_id, action))
        .execution_options(populate_existing=True)
    )
    row = found.one_or_none()
    if row is None:
        raise await _refusal(session, person_id, action)
    case, is_free = row
    if not is_free:
        raise recused.RecusedError
    return case


async def access_group(
    session: AsyncSession, person_id: int, group_id: int, action: Action
) -> WorkingGroup:
    """Get a working group for an action, or refuse."""
    found = await session.scalars(
        select(WorkingGroup)
        .where(
            WorkingGroup.id == group_id,
            WorkingGroup.deleted_at.is_(None),
            allowed(person_id, WorkingGroup.id, action),
        )
        .execution_options(populate_existing=True)
    )
    group = found.one_or_none()
    if group is None:
        raise await _refusal(session, person_id, action)
    return group


async def access_network(session: AsyncSession, person_id: int, action: Action) -> None:
    """Refuse an action on the whole network to all but those who may."""
    if action not in await actions(session, person_id):
        raise await _refusal(session, person_id, action)


async def is_allowed(session: AsyncSession, person_id: int, action: Action) -> bool:
    """Tell whether a person may do something for any group at all."""
    values = {"person": person_id, "roles": list(RIGHTS[action])}
    return bool(await _HOLDS.fetch(session, values))


async def access_somewhere(
    session: AsyncSession, person_id: int, action: Action
) -> None:
    """Refuse an action to people who may not do it for any group."""
    if not await is_allowed(session, person_id, action):
        raise await _refusal(session, person_id, action)


async def actions(
    session: AsyncSession, person_id: int, group_id: int | None = None
) -> frozenset[Action]:
    """List what a person may do for a group, or on the network: menus show it."""
    found = await session.scalars(
        select(Staff.role).where(
            Staff.person_id == person_id,
            or_(Staff.group_id == group_id, Staff.group_id.is_(None)),
        )
    )
    roles = set(found)
    return frozenset(action for action, may in RIGHTS.items() if roles & may)


def groups_of(person_id: int, action: Action) -> Select[int | None]:
    """Select the groups in which a person may do something, for long lists.

    An index of what is listed can be read by it; roles in the network are not in it.
    """
    return select(Staff.group_id).where(
        Staff.person_id == person_id,
        Staff.role.in_(RIGHTS[action]),
        Staff.group_id.is_not(None),
    )


def allowed(
    person_id: int,
    group_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    action: Action,
) -> ColumnElement[bool]:
    """Tell, inside a query, whether a person may do something for a group."""
    return (
        select(Staff.id)
        .where(
            Staff.person_id == person_id,
            Staff.role.in_(RIGHTS[action]),
            or_(Staff.group_id == group_id, Staff.group_id.is_(None)),
        )
        .correlate_except(Staff)
        .exists()
    )


async def _refusal(
    session: AsyncSession, person_id: int, action: Action
) -> NotAllowedError:
    """Make the refusal of an action; whoever has a role hears which role it takes."""
    found = await session.scalars(select(Staff.id).where(Staff.person_id == person_id))
    if found.first() is None:
        return NotAllowedError(action, _("Only the group’s team can do this."))
    named = [name for role, name in ROLES.items() if role in RIGHTS[action]]
    return NotAllowedError(
        action,
        _(
            "Who may do this: {roles}. The network’s coordinator gives roles.",
            roles=Joined(", ", tuple(named)),
        ),
    )
