"""Messages found half-sent: their sender died, or has held them for too long."""

from collections import Counter
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import locks
from bot.locks import Space
from bot.models.outbox import MessageClass
from bot.services.doubts import doubt_news
from bot.services.letters import counters

_OWNERS: Final = text(
    "select distinct owner from outbox where state = 'sending' and owner is not null"
)
# Digests and broadcasts are not sent again by themselves (P4).
_RELEASE: Final = text("""
    update outbox set owner = null, claimed_at = null,
        state = case when class = 3 then 'unknown' else 'pending' end
    where state = 'sending'
      and (owner = any(cast(:dead as bigint[]))
           or claimed_at < app_now() - interval '30 seconds')
    returning class, id
""")

log = structlog.get_logger(__name__)


async def release(session: AsyncSession, replica: int) -> int:
    """Let go of messages whose fate is unknown, counting each as in doubt."""
    dead = await _dead_owners(session, replica)
    rows = (await session.execute(_RELEASE, {"dead": dead})).all()
    for found, many in Counter(row[0] for row in rows).items():
        name = MessageClass(found).name.lower()
        await counters.count(session, f"doubt.{name}", many)
    if rows:
        log.warning("sends in doubt", count=len(rows))
        await doubt_news.tell(session, [row[1] for row in rows])
    return len(rows)


async def _dead_owners(session: AsyncSession, replica: int) -> list[int]:
    owners = (await session.execute(_OWNERS)).scalars().all()
    return [
        owner for owner in owners if owner != replica and await _is_dead(session, owner)
    ]


async def _is_dead(session: AsyncSession, owner: int) -> bool:
    return await locks.alone(session, Space.REPLICA, owner)
