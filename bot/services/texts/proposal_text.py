"""How long a text may be (domain 5.5); what it may hold the guard of forms knows."""

from typing import Final

from bot.errors import UserError
from bot.i18n import Text, _
from bot.markup import utf16_length

SHORTEST: Final = 20
LONGEST: Final = 2000
ANSWER_LONGEST: Final = 1000
PLACE_LONGEST: Final = 100


def check(text: str, shortest: int = SHORTEST) -> str:
    """Return the text of a proposal, or refuse it with what to mend."""
    if len(text.strip()) < shortest:
        raise UserError(_("The text is too short. Please add one more sentence."))
    return check_short(text, LONGEST)


def check_short(text: str, longest: int) -> str:
    """Return a text of any length up to the longest, or refuse it."""
    words = text.strip()
    # Telegram counts so. With all that the author adds, a card holds the whole text;
    # once answers make it longer, `clarifications` asks no more than a card can hold.
    length = utf16_length(words)
    if length > longest:
        raise UserError(_too_long(length, longest))
    return words


def _too_long(length: int, longest: int) -> Text:
    return _(
        "The text is too long: {n} characters, the limit is {max}. Please shorten it.",
        n=length,
        max=longest,
    )
