"""`viche status`."""

from collections.abc import Iterable

from bot.commands import database
from bot.services.upkeep import standing
from bot.settings import Settings


def lines(chosen: Settings) -> Iterable[tuple[str, str]]:
    """List what waits, what is owed and what is in doubt."""
    return database.ask(chosen, standing.lines)
