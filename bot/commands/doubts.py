"""`viche doubts`."""

from collections.abc import Iterator

from bot.commands import database
from bot.services import doubts
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """List number, group and moment of the digests in doubt."""
    for each in database.ask(chosen, doubts.find_all):
        made = each.made_at.isoformat(timespec="seconds")
        yield str(each.row), each.group, made


def send_again(chosen: Settings, row: int) -> bool:
    """Send a digest again; False if it is not in doubt."""
    return database.ask(chosen, lambda session: doubts.send_again(session, row))


def settle(chosen: Settings, row: int) -> bool:
    """Forget a doubt; False if there is none."""
    return database.ask(chosen, lambda session: doubts.settle(session, row))
