"""What a working group may be called."""

from typing import Final

from bot.errors import UserError
from bot.i18n import _

SHORTEST: Final = 5
LONGEST: Final = 80


def check(text: str) -> str:
    """Take a group's name."""
    name = " ".join(text.split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise UserError(
            _("A name has {low} to {high} characters.", low=SHORTEST, high=LONGEST)
        )
    return name
