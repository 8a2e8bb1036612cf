"""What files about a group are called: by its only community, else by its number."""

import re
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.places import groups

_ODD: Final = re.compile(r"[^a-z0-9]+")


async def stem(
    session: AsyncSession, group_id: int | None, day: date, *, what: str = ""
) -> str:
    """Make up a name without its ending; without a group it is of the network."""
    whose = "network" if group_id is None else await _named(session, group_id)
    return "-".join(filter(None, ("viche", what, whose, day.isoformat())))


async def _named(session: AsyncSession, group_id: int) -> str:
    served = await groups.communities_of(session, group_id)
    latin = _ODD.sub("-", served[0].name_en.lower()) if len(served) == 1 else ""
    return latin.strip("-") or f"group-{group_id}"
