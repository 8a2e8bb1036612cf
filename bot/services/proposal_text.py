"""What a text must be like before anybody is asked to read it (domain 5.5)."""

from typing import Final

from bot.errors import UserError
from bot.i18n import Text, _
from bot.markup import utf16_length
from bot.services import checks
from bot.services.checks import Kind

SHORTEST: Final = 20
LONGEST: Final = 2000
ANSWER_LONGEST: Final = 1000
PLACE_LONGEST: Final = 100


def check(text: str) -> str:
    """Return the text of a proposal, or refuse it with what to mend."""
    if len(text.strip()) < SHORTEST:
        raise UserError(_("The text is too short. Please add one more sentence."))
    return check_short(text, LONGEST)


def check_short(text: str, longest: int) -> str:
    """Return a text of any length up to the longest, or refuse it."""
    words = check_length(text, longest)
    _check_findings(words)
    return words


def check_length(text: str, longest: int) -> str:
    """Return a text of any length up to the longest, or refuse it; names may be in."""
    words = text.strip()
    # Telegram counts so. With all that the author adds, a card holds the whole text;
    # once answers make it longer, `clarifications` asks no more than a card can hold.
    length = utf16_length(words)
    if length > longest:
        raise UserError(_too_long(length, longest))
    return words


def _check_findings(words: str) -> None:
    kinds = {finding.kind for finding in checks.find(words)}
    if kinds == {Kind.LINK}:
        raise UserError(
            _("We do not accept links. Please write the main point yourself.")
        )
    if kinds:
        raise UserError(
            _(
                "There seems to be a phone, name or address. Please remove it. We have "
                "not kept this text; you can delete it from the chat."
            )
        )


def _too_long(length: int, longest: int) -> Text:
    return _(
        "The text is too long: {n} characters, the limit is {max}. Please shorten it.",
        n=length,
        max=longest,
    )
