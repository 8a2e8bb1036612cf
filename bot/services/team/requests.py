"""What is dangerous takes two: one coordinator asks, another one confirms."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Request, Staff
from bot.models.outbox import MessageClass
from bot.models.request import RequestKind
from bot.models.staff import Role
from bot.services.letters import hearers, notices
from bot.services.team import access, acts
from bot.services.team.acts import Act

CONFIRM_WITHIN: Final = timedelta(hours=24)
_ASKED: Final[Mapping[RequestKind, Act]] = {
    RequestKind.ANNOUNCE: "announce.ask",
    RequestKind.DELETE_GROUP: "group.delete.ask",
    RequestKind.CLOSE_COMMUNITY: "community.close",
}
_CONFIRMED: Final[Mapping[RequestKind, Act]] = {
    RequestKind.ANNOUNCE: "announce.confirm",
    RequestKind.DELETE_GROUP: "group.delete.confirm",
    RequestKind.CLOSE_COMMUNITY: "community.close",
}
LIFE: Final = timedelta(days=365)


def asked(kind: RequestKind) -> str:
    """Name the notice by which the others hear of a request."""
    return f"request.{kind}"


async def ask(session: AsyncSession, actor_id: int, request: Request) -> Request:
    """Write a request down and call the other coordinators; there must be one."""
    kind = RequestKind(request.kind)
    await access.access_network(session, actor_id, kind.value)
    people = await others(session, actor_id)
    if not people:
        raise UserError(_("A second coordinator must confirm, and there is none yet."))
    request.asked_by = actor_id
    await acts.note(session, actor_id, _ASKED[kind], request.group_id)
    session.add(request)
    await session.flush()  # the notices need its id
    alert = MessageClass.ALERT
    await notices.write_to_team(
        session, asked(kind), request.id, people, message_class=alert
    )
    return request


async def others(session: AsyncSession, actor_id: int) -> Sequence[int]:
    """List the coordinators but one."""
    everybody = await hearers.of(session, None, Role.COORDINATOR)
    return [each for each in everybody if each != actor_id]


async def find(
    session: AsyncSession, request_id: int, kind: RequestKind
) -> Request | None:
    """Find a request that waits for the second person."""
    found = await session.scalars(
        select(Request)
        .where(
            Request.id == request_id,
            Request.kind == kind,
            Request.done_at.is_(None),
            Request.asked_by.in_(_who_may(kind)),
            Request.asked_at > func.app_now() - CONFIRM_WITHIN,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.one_or_none()


def _who_may(kind: RequestKind) -> Select[int]:
    """Select who may ask: the request of somebody who has lost that is over."""
    return select(Staff.person_id).where(
        Staff.group_id.is_(None), Staff.role.in_(access.RIGHTS[kind.value])
    )


async def get(
    session: AsyncSession, actor_id: int, request_id: int, kind: RequestKind
) -> Request:
    """Get a request that waits, for somebody who may decide on it."""
    await access.access_network(session, actor_id, kind.value)
    request = await find(session, request_id, kind)
    if request is None:
        raise UserError(_("This request is no longer open. Please begin anew."))
    return request


async def confirm(
    session: AsyncSession, actor_id: int, request_id: int, kind: RequestKind
) -> Request:
    """Confirm a request as the second of two people; what it asks for is to be done."""
    request = await get(session, actor_id, request_id, kind)
    if request.asked_by == actor_id:
        raise UserError(_("A second person must confirm."))
    request.done_at = func.app_now()
    await acts.note(session, actor_id, _CONFIRMED[kind], request.group_id)
    await session.flush()
    return request
