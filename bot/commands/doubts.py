"""`viche outbox`: messages and mails in doubt."""

from collections.abc import Iterator

from bot.commands import database
from bot.services.upkeep import doubts
from bot.services.upkeep.doubts import Doubt
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """List number, kind and moment of the messages in doubt."""
    for each in database.ask(chosen, doubts.find_all):
        made = each.made_at.isoformat(timespec="seconds")
        yield each.reference, _what(each), made


def _what(doubt: Doubt) -> str:
    if not doubt.group:
        return "broadcast"
    if doubt.in_channel:
        return f"news in the channel of {doubt.group}"
    return f"{'mail: ' if doubt.is_mail else ''}digest of {doubt.group}"


def send_again(chosen: Settings, reference: str) -> bool:
    """Send one again; False if it is not in doubt."""
    return database.ask(chosen, lambda session: doubts.send_again(session, reference))


def settle(chosen: Settings, reference: str) -> bool:
    """Forget a doubt; False if there is none."""
    return database.ask(chosen, lambda session: doubts.settle(session, reference))
