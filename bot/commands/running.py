"""`viche run`."""

import asyncio

from bot import serve
from bot.commands import database
from bot.settings import Settings


def run(chosen: Settings) -> None:
    """Run one replica until SIGTERM."""
    asyncio.run(serve.run(chosen, database.address(chosen)))
