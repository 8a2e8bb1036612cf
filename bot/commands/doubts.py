"""`viche outbox`: messages in doubt."""

from collections.abc import Iterator

from bot.commands import database
from bot.services import doubts
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """List number, kind and moment of the messages in doubt."""
    for each in database.ask(chosen, doubts.find_all):
        made = each.made_at.isoformat(timespec="seconds")
        what = f"digest of {each.group}" if each.group else "broadcast"
        yield str(each.row), what, made


def send_again(chosen: Settings, row: int) -> bool:
    """Send a message again; False if it is not in doubt."""
    return database.ask(chosen, lambda session: doubts.send_again(session, row))


def settle(chosen: Settings, row: int) -> bool:
    """Forget a doubt; False if there is none."""
    return database.ask(chosen, lambda session: doubts.settle(session, row))
