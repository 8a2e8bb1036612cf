"""The network's figures of months that are over: counted once, like the open ones.

What is hidden is not even kept: a later count cannot be subtracted from an earlier one.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import NetworkMonth, WorkingGroup
from bot.services.days.deadlines import local_day
from bot.services.days.periods import Period
from bot.services.figures import network_facts
from bot.services.figures.network_facts import Network, Row


async def of(session: AsyncSession, period: Period) -> Network:
    """Read a month that is over as it was first counted."""
    found = await session.get(NetworkMonth, period.first)
    if found is None:
        await _keep(session, await network_facts.gather(session, period))
        # Somebody else may have counted at the same moment: theirs stands.
        found = await session.get_one(NetworkMonth, period.first)
    return await _opened(session, period, found)


async def _keep(session: AsyncSession, network: Network) -> None:
    tables: dict[str, Any] = {
        "totals": network.totals,
        "topics": network.topics,
        "groups": {str(each.group.id): each.cells for each in network.rows},
    }
    values = {"month": network.period.first, "tables": tables}
    await session.execute(insert(NetworkMonth).values(values).on_conflict_do_nothing())


async def _opened(session: AsyncSession, period: Period, kept: NetworkMonth) -> Network:
    told = kept.tables["groups"]
    groups = await session.scalars(
        select(WorkingGroup)
        .where(WorkingGroup.id.in_(int(each) for each in told))
        .order_by(WorkingGroup.id)
    )
    rows = [Row(each, told[str(each.id)]) for each in groups]
    totals, topics = kept.tables["totals"], kept.tables["topics"]
    return Network(period, local_day(kept.made_at), totals, topics, rows)
