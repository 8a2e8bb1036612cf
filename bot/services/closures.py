"""The kill switch: a community takes nothing in any more, and nobody can be found.

One coordinator asks, another confirms. Reply addresses, unread texts and the hashes of
its people are destroyed; what the group has read stays, without authors (domain 3.7).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.forgotten import Forgotten
from bot.i18n import _
from bot.models import (
    Closure,
    Community,
    Staff,
)
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services import access, acts, counters, destruction, erasure, notices

ASKED: Final = "closure.asked"
CLOSED: Final = "closure.closed"
NO_MORE: Final = _(
    "The bot takes no more messages about this community. Addresses for answers are "
    "destroyed."
)
CONFIRM_WITHIN: Final = timedelta(hours=24)
_WAITS: Final = (
    Closure.closed_at.is_(None),
    Closure.asked_by.is_not(None),
    Closure.asked_at > func.app_now() - CONFIRM_WITHIN,
)


async def ask(session: AsyncSession, actor_id: int, code: str) -> None:
    """Ask the other coordinators to confirm that a community is closed."""
    await access.access_network(session, actor_id, "community.close")
    await acts.note(session, actor_id, "community.close")
    if await is_closed(session, code):
        raise UserError(_("This community is closed already."))
    others = await _coordinators_but(session, actor_id)
    if not others:
        raise UserError(_("A second coordinator must confirm, and there is none yet."))
    closure = Closure(community_code=code, asked_by=actor_id)
    session.add(closure)
    await session.flush()  # the notices need its id
    await notices.write_to_team(
        session, ASKED, closure.id, others, message_class=MessageClass.ALERT
    )


async def confirm(session: AsyncSession, actor_id: int, closure_id: int) -> Closure:
    """Close a community as the second of two people."""
    await access.access_network(session, actor_id, "community.close")
    await acts.note(session, actor_id, "community.close")
    closure = await _open(session, closure_id)
    if closure.asked_by == actor_id:
        raise UserError(_("A second person must confirm."))
    closure.closed_at = func.app_now()
    others = await _coordinators_but(session, actor_id)
    await session.flush()
    await destruction.destroy(session, closure.community_code)
    await notices.write_to_team(
        session, CLOSED, closure.id, others, message_class=MessageClass.ALERT
    )
    return closure


async def get(session: AsyncSession, closure_id: int) -> Community | None:
    """Get the community that a request is about, also when it is over."""
    return await _community(session, Closure.id == closure_id)


async def waiting(session: AsyncSession, closure_id: int) -> Community | None:
    """Get the community of a request that still waits for the second person."""
    return await _community(session, Closure.id == closure_id, *_WAITS)


async def refusal(session: AsyncSession, codes: Sequence[str]) -> UserError:
    """Tell why nobody reads what is sent for these communities.

    Who keeps no community any more wrote while theirs was closed.
    """
    if not codes or any([await is_closed(session, code) for code in codes]):
        return UserError(NO_MORE)
    return UserError(_("There is no working group here yet."))


async def remember(session: AsyncSession, forgotten: Forgotten, code: str) -> None:
    """Write a closing down outside the database, before it is committed."""
    if not forgotten.closed(await now(session), code):
        await counters.count(session, erasure.UNWRITTEN)


async def is_closed(session: AsyncSession, code: str) -> bool:
    """Tell whether a community takes nothing in any more."""
    closed = exists().where(
        Closure.community_code == code, Closure.closed_at.is_not(None)
    )
    return bool(await session.scalar(select(closed)))


async def close_again(session: AsyncSession, code: str, at: datetime) -> bool:
    """Close a community that a restored backup opened; False if it is closed."""
    known = await session.get(Community, code) is not None
    if not known or await is_closed(session, code):
        return False
    session.add(Closure(community_code=code, closed_at=at))
    await session.flush()
    await destruction.destroy(session, code)
    return True


async def _community(
    session: AsyncSession, *which: ColumnElement[bool]
) -> Community | None:
    found = await session.scalars(
        select(Community)
        .join(Closure, Closure.community_code == Community.code)
        .where(*which)
    )
    return found.one_or_none()


async def _open(session: AsyncSession, closure_id: int) -> Closure:
    found = await session.scalars(
        select(Closure)
        .where(Closure.id == closure_id, *_WAITS)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    closure = found.one_or_none()
    if closure is None:
        raise UserError(_("This request is no longer open. Please begin anew."))
    return closure


async def _coordinators_but(session: AsyncSession, actor_id: int) -> Sequence[int]:
    found = await session.scalars(
        select(Staff.person_id).where(
            Staff.role == Role.COORDINATOR, Staff.person_id != actor_id
        )
    )
    return found.all()
