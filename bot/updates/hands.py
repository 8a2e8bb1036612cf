"""What each worker has in hand, written before it works, and the dead ones' hands.

After a crash the lanes then in hand run one at a time; only an update that kills the
process while it is alone counts the death against itself.
"""

from typing import Final

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Sessions, relaxed
from bot.locks import Space
from bot.models import Hand, Replica

_TAKE: Final = text("""
    insert into hand (replica_id, slot, lane, alone)
    values (:replica, :slot, :lane, :alone)
    on conflict (replica_id, slot) do update
        set lane = excluded.lane, alone = excluded.alone
""")
_IS_DEAD: Final = text("select pg_try_advisory_xact_lock(:space, :key)")
ALONE_SLOT: Final = -1


async def take(
    sessions: Sessions,
    replica: int,
    slot: int,
    lane: int | None,
    *,
    alone: bool = False,
) -> None:
    """Write down the lane that a worker is about to serve; None: it rests."""
    values = {"replica": replica, "slot": slot, "lane": lane, "alone": alone}
    async with relaxed(sessions) as session:
        await session.execute(_TAKE, values)


async def inherit(session: AsyncSession, replica: int) -> list[Hand]:
    """Take over what dead replicas had in hand; their rows go."""
    found: list[Hand] = []
    for dead in await _dead(session, replica):
        hands = await session.execute(
            select(Hand).where(Hand.replica_id == dead, Hand.lane.is_not(None))
        )
        found += hands.scalars()
        await session.execute(delete(Hand).where(Hand.replica_id == dead))
        await session.execute(delete(Replica).where(Replica.id == dead))
    return found


async def _dead(session: AsyncSession, replica: int) -> list[int]:
    others = select(Replica.id).where(Replica.id != replica)
    ids = (await session.execute(others)).scalars().all()
    return [each for each in ids if await _is_dead(session, each)]


async def _is_dead(session: AsyncSession, replica: int) -> bool:
    values = {"space": int(Space.REPLICA), "key": replica}
    return bool((await session.execute(_IS_DEAD, values)).scalar_one())
