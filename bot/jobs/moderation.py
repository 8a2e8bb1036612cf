"""What time does to moderators' decisions, and to what was left open."""

import structlog

from bot.db import Sessions, is_passing
from bot.services.cases import mergers
from bot.services.moderating import open_cards, reminders, rewriting, verdicts
from bot.services.steps import lent_photos

log = structlog.get_logger(__name__)


async def carry_out_verdicts(sessions: Sessions) -> None:
    """Let decisions leave; one that fails waits, and stops no other."""
    async with sessions() as session:
        due = await verdicts.due(session)
    for each in due:
        try:
            async with sessions.begin() as session:
                await verdicts.carry_out(session, each)
        except Exception as fault:
            log.exception("a decision could not leave", verdict=each)
            if not is_passing(fault):
                await _put_off(sessions, each)


async def _put_off(sessions: Sessions, verdict_id: int) -> None:
    async with sessions.begin() as session:
        await verdicts.put_off(session, verdict_id)


async def close_cards(sessions: Sessions) -> None:
    """Replace cards that moderators left open for too long."""
    async with sessions.begin() as session:
        await open_cards.close_lapsed(session)


async def take_photos_back(sessions: Sessions) -> None:
    """Delete photos of passed texts that were left open for too long."""
    async with sessions.begin() as session:
        await lent_photos.take_back(session)


async def pass_silent(sessions: Sessions) -> None:
    """Pass on rewritten texts to which no author objected in time."""
    async with sessions.begin() as session:
        await rewriting.pass_silent(session)


async def separate(sessions: Sessions) -> None:
    """Give back what was merged into a text that never reached the group."""
    async with sessions.begin() as session:
        await mergers.release(session)


async def remind_asked(sessions: Sessions) -> None:
    """Remind authors once of questions that they have not answered."""
    async with sessions.begin() as session:
        await reminders.remind(session)
