"""What time does to meetings."""

from bot.db import Sessions
from bot.services.meetings import ending


async def end_meetings(sessions: Sessions) -> None:
    """Ask teams what their meetings decided, some of them in a transaction."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await ending.end_due(session) > 0
