"""Bringing the index of what is published up to date."""

from bot.db import Sessions
from bot.services.similar import indexing


async def index_missed(sessions: Sessions) -> None:
    """Index what was published before there was this list, a batch a transaction."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await indexing.index_missed(session) > 0


async def read_sentences(sessions: Sessions) -> None:
    """Let the model read what is newly published, a batch a transaction."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await indexing.read_sentences(session) > 0
