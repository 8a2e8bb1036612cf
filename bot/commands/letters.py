"""`viche dead-letters`."""

from collections.abc import Iterator
from datetime import datetime

from bot.commands import database
from bot.services.upkeep import dead_letters
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str, str]]:
    """List reference, error, attempts and moment of what was set aside."""
    for each in database.ask(chosen, dead_letters.find_all):
        yield each.reference, each.error, str(each.attempts), _moment(each.received_at)


def fields(chosen: Settings, reference: str) -> list[tuple[str, str]]:
    """List what is known of one; nothing if there is none."""
    found = database.ask(chosen, lambda session: dead_letters.find(session, reference))
    if found is None:
        return []
    return [
        ("reference", found.reference),
        ("error", found.error),
        ("attempts", str(found.attempts)),
        ("received", _moment(found.received_at)),
        ("first attempt", _moment(found.first_attempt_at)),
        ("set aside", _moment(found.set_aside_at)),
    ]


def retry(chosen: Settings, reference: str) -> bool:
    """Carry an update out once more; False if there is none."""
    return database.ask(chosen, lambda session: dead_letters.retry(session, reference))


def drop(chosen: Settings, reference: str) -> bool:
    """Give an update up; False if there is none."""
    return database.ask(chosen, lambda session: dead_letters.drop(session, reference))


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="seconds")
