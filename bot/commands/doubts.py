"""`viche outbox`: messages and mails in doubt."""

from collections.abc import Iterator

from bot.commands import database
from bot.services.doubts import doubts
from bot.services.doubts.doubts import Doubt
from bot.settings import Settings


def lines(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    """List number, kind and moment of the messages in doubt."""
    for each in database.ask(chosen, doubts.find_all):
        made = each.made_at.isoformat(timespec="seconds")
        yield each.reference, _what(each), made


def _what(doubt: Doubt) -> str:
    if doubt.group is None:
        return "broadcast" if doubt.reader is None else "digest of the network"
    if doubt.to_partner:
        return "mail: digest of the network"
    name = doubt.group.name_uk
    if doubt.in_channel:
        return f"news in the channel of {name}"
    return f"{'mail: ' if doubt.is_mail else ''}digest of {name}"


def send_again(chosen: Settings, reference: str) -> bool:
    """Send one again; False if it is not in doubt."""
    return database.ask(chosen, lambda session: doubts.send_again(session, reference))


def settle(chosen: Settings, reference: str) -> bool:
    """Forget a doubt; False if there is none."""
    return database.ask(chosen, lambda session: doubts.settle(session, reference))
