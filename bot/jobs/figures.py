"""Figures of the months that are over."""

from bot.db import Sessions
from bot.services.figures import open_figures


async def make_figures(sessions: Sessions) -> None:
    """Make what is published of each month, once it is over."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await open_figures.make_missing(session) > 0
