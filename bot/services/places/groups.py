"""Working groups: who they are, and where their chat is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from sqlalchemy import ColumnElement, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.errors import UserError
from bot.i18n import DEFAULT_LANGUAGE, _
from bot.models import Community, GroupCommunity, Staff, WorkingGroup
from bot.models.group import ChatState
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.days import deadlines
from bot.services.letters import post, recipients, troubles
from bot.services.letters.troubles import Trouble
from bot.services.team import access, acts, invitations
from bot.services.team.access import Action

_CALLED: Final = {"uk": "Робоча група ", "en": "Working group of "}


class Named(Protocol):
    """What has a name in both languages."""

    @property
    def name_uk(self) -> str:
        """Its Ukrainian name."""

    @property
    def name_en(self) -> str:
        """Its English name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroup:
    """What a working group is made of."""

    name_uk: str
    name_en: str
    communities: Sequence[str]
    language: str = DEFAULT_LANGUAGE
    time_zone: str = deadlines.ZONE


class Bound(NamedTuple):
    """A group that has a chat, and the one that it had before."""

    group: WorkingGroup
    former: Address | None = None


async def create(session: AsyncSession, actor_id: int, new: NewGroup) -> WorkingGroup:
    """Create a working group of one or several communities."""
    await access.access_network(session, actor_id, "group.create")
    if not new.communities:
        raise UserError(_("No community is chosen yet."))
    group = WorkingGroup(
        name_uk=new.name_uk,
        name_en=new.name_en,
        language=new.language,
        time_zone=new.time_zone,
    )
    session.add(group)
    await session.flush()  # the communities need its id
    await session.execute(
        insert(GroupCommunity),
        [
            {"group_id": group.id, "community_code": code}
            for code in dict.fromkeys(new.communities)
        ],
    )
    await acts.note(session, actor_id, "group.create", group.id)
    return group


async def get(session: AsyncSession, group_id: int) -> WorkingGroup:
    """Get a working group; one that was deleted is refused."""
    group = await find(session, group_id)
    if group is None:
        raise UserError(_("There is no such working group."))
    return group


async def find(session: AsyncSession, group_id: int) -> WorkingGroup | None:
    """Find a working group that was not deleted."""
    group = await session.get(WorkingGroup, group_id, populate_existing=True)
    return None if group is None or group.deleted_at else group


async def list_of(session: AsyncSession, person_id: int) -> Sequence[WorkingGroup]:
    """List the groups where a person has a role; for a coordinator, all of them."""
    roles = select(Staff.group_id).where(Staff.person_id == person_id)
    everywhere = roles.where(Staff.role == Role.COORDINATOR).exists()
    member = WorkingGroup.id.in_(roles)
    return await _list(session, or_(everywhere, member))


async def list_for(
    session: AsyncSession, person_id: int, action: Action
) -> Sequence[WorkingGroup]:
    """List the groups for which a person may do something."""
    return await _list(session, access.allowed(person_id, WorkingGroup.id, action))


async def communities_of(session: AsyncSession, group_id: int) -> Sequence[Community]:
    """List the communities that a group serves, by name."""
    statement = (
        select(Community)
        .join(GroupCommunity, GroupCommunity.community_code == Community.code)
        .where(GroupCommunity.group_id == group_id)
        .order_by(Community.name_uk, Community.code)
    )
    return (await session.scalars(statement)).all()


def name(named: Named, language: str) -> str:
    """Name a group, or a community, in a language."""
    return named.name_en if language == "en" else named.name_uk


def short(group: WorkingGroup, language: str) -> str:
    """Name a group on a button, where it is said already that it is one."""
    return name(group, language).removeprefix(_CALLED.get(language, ""))


async def by_chat(session: AsyncSession, chat_id: int) -> WorkingGroup | None:
    """Find the working group that a chat is bound to; hash it anew if need be."""
    keys = Address(chat_id).keys(vault(session))
    statement = (
        select(WorkingGroup)
        .where(WorkingGroup.chat_key.in_(keys))
        .execution_options(populate_existing=True)
    )
    group = (await session.execute(statement)).scalar_one_or_none()
    if group is not None and group.chat_key != keys[0]:
        group.chat_key = keys[0]
    return group


def address_of(session: AsyncSession, group: WorkingGroup) -> Address:
    """Open the address of a bound group's chat."""
    if group.chat is None:
        raise ValueError("only a bound group has an address")
    return recipients.unseal(session, group.chat, Recipient.GROUP, group.id)


async def bind_link(session: AsyncSession, actor_id: int, group_id: int) -> str:
    """Make the token of a link that binds a chat to a working group."""
    await access.access_group(session, actor_id, group_id, "group.bind")
    await acts.note(session, actor_id, "group.bind", group_id)
    return await invitations.issue(session, group_id=group_id)


async def bind(session: AsyncSession, token: str, address: Address) -> Bound:
    """Bind the chat where a link was opened; opened again there, nothing changes."""
    invitation = await invitations.find(session, token)
    if invitation is None or invitation.role or invitation.group_id is None:
        raise invitations.refusal()
    group = await get(session, invitation.group_id)
    bound = await _bound_to(session, address)
    if bound == group.id:
        return Bound(group)
    if bound is not None:
        raise UserError(_("This chat already belongs to another working group."))
    if not await invitations.use(session, token):
        raise invitations.refusal()
    former = address_of(session, group) if group.chat else None
    _put(session, group, address)
    await _reopen(session, group)
    return Bound(group, former)


async def set_topic(session: AsyncSession, actor_id: int, address: Address) -> bool:
    """Let a group be written to in this topic of its forum; False for other chats."""
    group = await by_chat(session, address.chat_id)
    if group is None:
        return False
    await access.access_group(session, actor_id, group.id, "group.schedule")
    _put(session, group, address)
    await acts.note(session, actor_id, "group.topic", group.id)
    await _reopen(session, group)
    return True


async def leave_topic(session: AsyncSession, chat_id: int) -> None:
    """Write to the general topic from now on: the one that was chosen is gone."""
    group = await by_chat(session, chat_id)
    if group is not None and address_of(session, group).thread_id is not None:
        _put(session, group, Address(chat_id))
        await troubles.tell_team(session, group.id, Trouble.TOPIC_GONE)


async def move_chat(session: AsyncSession, old_chat_id: int, new_chat_id: int) -> None:
    """Follow a group that became a supergroup, with all that is owed to it."""
    group = await by_chat(session, old_chat_id)
    if group is not None:
        _put(session, group, Address(new_chat_id))
    await post.move(session, old_chat_id, Address(new_chat_id))


async def unreachable(session: AsyncSession, chat_id: int, reason: str) -> None:
    """Stop counting on a group's chat and tell its team, once."""
    group = await by_chat(session, chat_id)
    if group is not None and group.chat_state == ChatState.BOUND:
        group.chat_state = ChatState.UNREACHABLE
        await troubles.tell_team(session, group.id, troubles.classify(reason))


async def back(session: AsyncSession, chat_id: int) -> WorkingGroup | None:
    """Count on a group's chat again; None for chats of no group."""
    group = await by_chat(session, chat_id)
    if group is not None:
        await _reopen(session, group)
    return group


async def _list(
    session: AsyncSession, condition: ColumnElement[bool]
) -> Sequence[WorkingGroup]:
    statement = (
        select(WorkingGroup)
        .where(condition, WorkingGroup.deleted_at.is_(None))
        .order_by(WorkingGroup.name_uk, WorkingGroup.id)
    )
    return (await session.scalars(statement)).all()


async def _bound_to(session: AsyncSession, address: Address) -> int | None:
    key = address.key(vault(session))
    # Two links opened in one chat at the same moment wait for each other here.
    await session.execute(select(func.pg_advisory_xact_lock(key)))
    group = await by_chat(session, address.chat_id)
    return None if group is None else group.id


async def _reopen(session: AsyncSession, group: WorkingGroup) -> None:
    group.chat_state = ChatState.BOUND
    await troubles.forget(session, group.id)
    await post.reopen(session, address_of(session, group))


def _put(session: AsyncSession, group: WorkingGroup, address: Address) -> None:
    group.chat = recipients.seal(session, address, Recipient.GROUP, group.id)
    group.chat_key = address.key(vault(session))
