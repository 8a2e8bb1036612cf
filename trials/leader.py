"""Who leads among the replicas: found by the lock that it holds, and killed."""

import asyncio
from typing import Final

from sqlalchemy import text

from bot.locks import Space
from trials.fleet import Fleet
from trials.ground import Ground

_LOOK: Final = 0.05
_GONE: Final = 1.0  # seconds in which PostgreSQL notices a death
_HOLDER: Final = text("""
    select pid from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and classid = :space and objid = 0 and granted
      and d.datname = current_database()
""")


async def kill(ground: Ground, fleet: Fleet, space: Space) -> None:
    """Kill replicas, one after the other, until the one that leads was among them."""
    leader = await elected(ground, space)
    for place in fleet.places:
        place.kill()
        if await _is_gone(ground, space, leader):
            return
        await asyncio.sleep(2 * _GONE)  # until it serves again
    raise LookupError("the leader outlived all replicas")


async def elected(ground: Ground, space: Space) -> int:
    """Wait until somebody leads; gives the backend that holds the lock."""
    while (leader := await _holder(ground, space)) is None:
        await asyncio.sleep(_LOOK)
    return leader


async def _is_gone(ground: Ground, space: Space, leader: int) -> bool:
    for _ in range(round(_GONE / _LOOK)):
        if await _holder(ground, space) != leader:
            return True
        await asyncio.sleep(_LOOK)
    return False


async def _holder(ground: Ground, space: Space) -> int | None:
    async with ground.engine.connect() as connection:
        found = await connection.execute(_HOLDER, {"space": int(space)})
        return found.scalar_one_or_none()
