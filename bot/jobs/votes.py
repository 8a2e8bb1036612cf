"""What time does to ballots, and whether what they show is true."""

import structlog

from bot import locks
from bot.db import Sessions
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
            await joint.freeze(session, ballot_id)


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
