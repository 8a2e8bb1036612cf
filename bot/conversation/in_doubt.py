"""A digest in doubt on a screen: where to look whether it came, and two buttons."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n import Text, _, label
from bot.keyboards import Button, data
from bot.services.days.deadlines import ZONE
from bot.services.doubts.doubts import Doubt
from bot.services.places import groups, schedules

NAME: Final = "doubt.1"
_NETWORK: Final = _(
    "Nobody knows whether the network’s digest of {moment} came. Please look in this "
    "chat."
)
_PARTNER: Final = _(
    "Nobody knows whether the letter of {moment} with the network’s digest came to a "
    "partner. Please ask its reader."
)
_MAIL: Final = _(
    "Nobody knows whether the letter of {moment} with the digest of {group} came. "
    "Please ask its reader."
)
_CHANNEL: Final = _(
    "Nobody knows whether “You said — we did” of {moment} came to the channel of "
    "{group}. Please look there."
)
_CHAT: Final = _(
    "Nobody knows whether the digest of {moment} came to the chat of {group}. Please "
    "look there."
)


def told(doubt: Doubt, language: str) -> Text:
    """Say what is in doubt, and who can tell."""
    if doubt.group is None:
        return _NETWORK.filled(moment=doubt.made_at.astimezone(ZoneInfo(ZONE)))
    return _of_group(doubt).filled(
        moment=schedules.locally(doubt.group, doubt.made_at),
        group=groups.name(doubt.group, language),
    )


def _of_group(doubt: Doubt) -> Text:
    if doubt.to_partner:
        return _PARTNER
    if doubt.is_mail:
        return _MAIL
    return _CHANNEL if doubt.in_channel else _CHAT


def buttons(doubt: Doubt) -> Sequence[Button]:
    """Let somebody decide on it."""
    row = doubt.row, int(doubt.is_mail)
    return [
        Button(label("Send again"), data(NAME, "again", *row)),
        Button(label("It came"), data(NAME, "came", *row)),
    ]
