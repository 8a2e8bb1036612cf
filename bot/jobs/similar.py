"""Bringing the index of what is published up to today's list of synonyms."""

from bot.db import Sessions
from bot.services.similar import indexing


async def index_missed(sessions: Sessions) -> None:
    """Index what was published before there was this list, a batch a transaction."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await indexing.index_missed(session) > 0
