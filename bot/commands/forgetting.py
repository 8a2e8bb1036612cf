"""`viche forget-again`."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot import forgotten
from bot.commands import database
from bot.errors import StartError
from bot.forgotten import Closed, Erased, Forgotten
from bot.services.endings import closures, erasure
from bot.settings import Settings


def again(chosen: Settings, folders: Iterable[Path]) -> tuple[int, int]:
    """Repeat deletions and closings in a restored database; tell how many there were.

    Other replicas' folders come beside our own. Raises StartError when one of those is
    not there: our own need not be, where nobody was erased yet.
    """
    written = [forgotten.of(chosen.data_dir), *map(_named, folders)]
    return database.ask(chosen, lambda session: repeat(session, written))


def _named(folder: Path) -> Forgotten:
    found = Forgotten(folder)
    if not found.is_there:
        wanted = "a replica's folder `forgotten`"
        raise StartError("FOLDERS", got=str(folder), wanted=wanted)
    return found


async def repeat(
    session: AsyncSession, written: Iterable[Forgotten]
) -> tuple[int, int]:
    """Repeat what was written down."""
    entries = [entry for each in written for entry in each.read()]
    people = [entry for entry in entries if isinstance(entry, Erased)]
    erased = await erasure.erase_again(session, people)
    closed = [
        await closures.close_again(session, entry.code, entry.at)
        for entry in entries
        if isinstance(entry, Closed)
    ]
    return erased, sum(closed)
