"""The kill switch: a community takes nothing in any more, and nobody can be found.

One coordinator asks, another confirms. Reply addresses, unread texts and the hashes of
its people are destroyed; what the group has read stays, without authors (domain 3.7).
"""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.forgotten import Forgotten
from bot.i18n import _
from bot.models import Closure, Community, Request
from bot.models.outbox import MessageClass
from bot.models.request import RequestKind
from bot.services.endings import destruction, erasure
from bot.services.letters import counters, notices
from bot.services.places import closed
from bot.services.team import access, requests

KIND: Final = RequestKind.CLOSE_COMMUNITY
CLOSED: Final = "closure.closed"


async def ask(session: AsyncSession, actor_id: int, code: str) -> Request:
    """Ask the other coordinators to confirm that a community is closed."""
    await access.access_network(session, actor_id, KIND.value)
    await _check_open(session, code)
    request = Request(kind=KIND, community_code=code)
    return await requests.ask(session, actor_id, request)


async def confirm(session: AsyncSession, actor_id: int, request_id: int) -> str:
    """Close a community as the second of two people; gives its code."""
    request = await requests.confirm(session, actor_id, request_id, KIND)
    code = request.community_code or ""
    await _check_open(session, code)
    closure = Closure(community_code=code, closed_at=func.app_now())
    session.add(closure)
    await session.flush()  # the notices need its id
    others = await requests.others(session, actor_id)
    await destruction.destroy(session, code)
    await notices.write_to_team(
        session, CLOSED, closure.id, others, message_class=MessageClass.ALERT
    )
    return code


async def get(session: AsyncSession, closure_id: int) -> Community | None:
    """Get the community that was closed."""
    found = await session.scalars(
        select(Community)
        .join(Closure, Closure.community_code == Community.code)
        .where(Closure.id == closure_id)
    )
    return found.one_or_none()


async def remember(session: AsyncSession, forgotten: Forgotten, code: str) -> None:
    """Write a closing down outside the database, before it is committed."""
    if not forgotten.closed(await now(session), code):
        await counters.count(session, erasure.UNWRITTEN)


async def close_again(session: AsyncSession, code: str, at: datetime) -> bool:
    """Close a community that a restored backup opened; False if it is closed."""
    known = await session.get(Community, code) is not None
    if not known or await closed.is_closed(session, code):
        return False
    session.add(Closure(community_code=code, closed_at=at))
    await session.flush()
    await destruction.destroy(session, code)
    return True


async def _check_open(session: AsyncSession, code: str) -> None:
    if await closed.is_closed(session, code):
        raise UserError(_("This community is closed already."))
