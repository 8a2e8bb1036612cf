"""What time does to ballots, and whether what they show is true."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import locks
from bot.db import Sessions, is_passing, savepoint
from bot.locks import Space
from bot.services.letters import counters
from bot.services.voting import ballots, joint, opening, recounting

log = structlog.get_logger(__name__)


async def open_ballots(sessions: Sessions) -> None:
    """Open voting where its phase has begun."""
    async with sessions.begin() as session:
        await opening.open_due(session)


async def close_ballots(sessions: Sessions) -> None:
    """Freeze ballots whose time is over."""
    async with sessions.begin() as session:
        for ballot_id in await ballots.close_due(session):
            await _count_together(session, ballot_id)


async def _count_together(session: AsyncSession, ballot_id: int) -> None:
    """Count what is considered together; without it the ballot closes all the same."""
    try:
        async with savepoint(session):
            await joint.freeze(session, ballot_id)
    except Exception as fault:
        if is_passing(fault):
            raise  # all are closed at the next tick
        log.exception("a ballot closed without its joint counts", ballot=ballot_id)
        await joint.forget_former(session, ballot_id)


async def count_again(sessions: Sessions) -> None:
    """Count ballots anew; a wrong count is logged and counted, never mended."""
    async with sessions.begin() as session:
        if not await locks.alone(session, Space.RECOUNT):
            return  # another replica counts
        for ballot_id in await ballots.lately_open(session):
            wrong = await recounting.recount(session, ballot_id)
            if wrong:
                log.error("votes are told wrong", ballot=ballot_id, proposals=wrong)
                await counters.count(session, "votes.wrong", len(wrong))
