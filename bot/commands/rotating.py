"""`viche rotate-keys`."""

import asyncio
from typing import Final

from rich.progress import Progress

from bot.commands import database
from bot.db import Sessions
from bot.errors import StartError
from bot.services.upkeep import rotation
from bot.settings import Settings

_PAUSE: Final = 0.5  # until others have let go of what they have in hand


def rotate(chosen: Settings) -> int:
    """Seal everything anew, showing how far it is; returns how much it was."""
    return asyncio.run(_rotate(chosen))


async def _rotate(chosen: Settings) -> int:
    async with database.sessions(chosen) as sessions:
        async with sessions() as session:
            total = await rotation.left(session)
        with Progress(transient=True) as progress:
            bar = progress.add_task("Sealing anew", total=total)
            done = 0
            while await _is_left(sessions):
                batch = await _renew(sessions)
                done += batch
                progress.update(bar, completed=done)
                await asyncio.sleep(0 if batch else _PAUSE)
        async with sessions.begin() as session:
            await rotation.retire(session)
    return done


async def _is_left(sessions: Sessions) -> bool:
    async with sessions() as session:
        return await rotation.left(session) > 0


async def _renew(sessions: Sessions) -> int:
    try:
        async with sessions.begin() as session:
            return await rotation.renew(session)
    except KeyError:
        raise StartError(
            "SECRET_KEYS_OLD",
            got="too few keys for what is in this database",
            wanted="every former key, divided by commas",
        ) from None
