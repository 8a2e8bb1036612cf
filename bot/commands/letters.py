"""`viche dead-letters`."""

from collections.abc import Iterator

from bot.commands import database
from bot.services import dead_letters
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str, str]]:
    """List reference, error, attempts and moment of what was set aside."""
    for each in database.ask(chosen, dead_letters.find_all):
        received = each.received_at.isoformat(timespec="seconds")
        yield each.reference, each.error, str(each.attempts), received


def retry(chosen: Settings, reference: str) -> bool:
    """Carry an update out once more; False if there is none."""
    return database.ask(chosen, lambda session: dead_letters.retry(session, reference))


def drop(chosen: Settings, reference: str) -> bool:
    """Give an update up; False if there is none."""
    return database.ask(chosen, lambda session: dead_letters.drop(session, reference))
