"""The end of a working group, which two coordinators must want."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.errors import UserError
from bot.i18n import ngettext
from bot.models import (
    Case,
    GroupCommunity,
    Invitation,
    Meeting,
    Request,
    Subscription,
    WorkingGroup,
)
from bot.models.case import UNDECIDED
from bot.models.group import ChatState
from bot.models.request import RequestKind
from bot.services.cases import mergers
from bot.services.endings import leaving, roster
from bot.services.endings.roster import Withdrawn
from bot.services.news import channels
from bot.services.places import groups
from bot.services.steps import ladder
from bot.services.team import access, requests

_KIND = RequestKind.DELETE_GROUP


async def ask(session: AsyncSession, actor_id: int, group_id: int) -> Request:
    """Ask another coordinator to confirm the end of a group."""
    await access.access_network(session, actor_id, _KIND.value)
    group = await groups.get(session, group_id)
    await check(session, group.id)
    return await requests.ask(session, actor_id, Request(kind=_KIND, group_id=group.id))


async def check(session: AsyncSession, group_id: int) -> None:
    """Refuse while somebody still waits for this group's answer."""
    waiting = Case.status.in_((*UNDECIDED, *ladder.OPEN))
    comes_back = Case.id.in_(mergers.to_release())
    count = await session.scalar(
        select(func.count(Case.id)).where(
            Case.group_id == group_id, or_(waiting, comes_back)
        )
    )
    if count:
        raise UserError(
            ngettext(
                "{n} message still waits for this group’s answer.",
                "{n} messages still wait for this group’s answer.",
                n=count,
            )
        )


class Ended(NamedTuple):
    """A group that is no more, who worked in it, and who saw commands in its chat."""

    group: WorkingGroup
    team: Sequence[Withdrawn]
    planners: Sequence[Address]
    chats: Sequence[Address]


async def confirm(session: AsyncSession, actor_id: int, request_id: int) -> Ended:
    """End a group as the second person: nobody works in it, nothing comes to it."""
    request = await requests.confirm(session, actor_id, request_id, _KIND)
    group = await groups.get(session, request.group_id or 0)
    # What is being sent to it arrives first; the trigger `case_group` stops the rest.
    await session.refresh(group, with_for_update=True)
    await check(session, group.id)
    chats = [groups.address_of(session, group)] if group.chat else []
    planners = await roster.planners(session, group.id)
    group.deleted_at = func.app_now()
    group.chat = group.chat_key = group.next_digest_at = group.digest_time = None
    group.digest_weekday = group.digest_monthday = group.meets_on = None
    group.chat_state = ChatState.NONE
    await channels.end(session, group.id)
    team = await roster.end_team(session, group.id)
    for table in (GroupCommunity, Meeting, Subscription):
        await session.execute(delete(table).where(table.group_id == group.id))
    await session.execute(
        update(Invitation)
        .where(Invitation.group_id == group.id, Invitation.used_at.is_(None))
        .values(expires_at=func.app_now())
    )
    await leaving.destroy(session, [group.id])
    await session.flush()
    return Ended(group, team, planners, chats)
