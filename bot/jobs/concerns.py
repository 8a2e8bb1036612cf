"""Urgent concerns that wait, and numbers to call that nobody has checked."""

from bot.db import Sessions
from bot.services.cases import urgent
from bot.services.team import line_checks


async def alert_again(sessions: Sessions) -> None:
    """Alert groups to what came in soon after their last alert."""
    async with sessions.begin() as session:
        await urgent.alert_again(session)


async def call_up(sessions: Sessions) -> None:
    """Tell those above of what no moderator saw in time."""
    async with sessions.begin() as session:
        await urgent.call_up(session)


async def tell_of_lines(sessions: Sessions) -> None:
    """Tell coordinators of numbers that are hidden."""
    async with sessions.begin() as session:
        await line_checks.tell(session)
