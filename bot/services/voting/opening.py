"""Ballots that open because the days of their voting phase have begun."""

from sqlalchemy import ColumnElement, DateTime, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Ballot, Closure, Phase
from bot.models.phase import PhaseKind
from bot.services.days import deadlines
from bot.services.voting import ballots, phases


async def open_due(session: AsyncSession) -> int:
    """Open the ballots of voting phases that have begun, once each."""
    today = deadlines.local_day(await now(session))
    due = await session.scalars(
        select(Phase)
        .where(Phase.kind == PhaseKind.VOTE)
        .where(Phase.first_day <= today, Phase.last_day >= today)
        .where(~_is_closed(), ~_had_ballot())
    )
    found = due.all()
    for phase in found:
        await ballots.make(session, phase.community_code, phases.ends(phase.last_day))
    return len(found)


def _is_closed() -> ColumnElement[bool]:
    return exists().where(
        Closure.community_code == Phase.community_code, Closure.closed_at.is_not(None)
    )


def _had_ballot() -> ColumnElement[bool]:
    """Tell, inside a query, whether people voted or vote in a phase's days."""
    begins = func.timezone(deadlines.ZONE, cast(Phase.first_day, DateTime))
    # When it was closed does not count: that waits for votes that came in time.
    return exists().where(
        Ballot.community_code == Phase.community_code, Ballot.closes_at >= begins
    )
