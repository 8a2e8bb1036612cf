"""What a working group may be called, and under which phone it is reached."""

from typing import Final

from bot.errors import UserError
from bot.i18n import _

SHORTEST: Final = 5
LONGEST: Final = 80
_FEWEST_DIGITS: Final = 3  # as in 101


def check(text: str) -> str:
    """Take a group's name."""
    name = " ".join(text.split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise UserError(
            _("A name has {low} to {high} characters.", low=SHORTEST, high=LONGEST)
        )
    return name


def check_phone(phone: str) -> str:
    """Take a phone that people are told to call."""
    if sum(each.isdecimal() for each in phone) < _FEWEST_DIGITS:
        raise UserError(
            _(
                "A phone number is needed, for example 101. If there is none, send a "
                "dash: -"
            )
        )
    return phone
