"""What a card says besides the text, as far as there is room in one message."""

from collections.abc import Sequence

from bot.context import Context
from bot.i18n import Content, _, bold, lines, paragraphs
from bot.markup import MESSAGE_LIMIT, shown_length
from bot.services.moderating import alike, card_text
from bot.services.moderating.alike import Alike
from bot.services.moderating.cards import Card


async def filled(context: Context, card: Card, written: Content) -> Content:
    """Add what else helps to judge a text, as far as there is room."""
    found = await alike.find(context.session, context.someone.id, card)
    more = card_text.language(card), _copies(found.copies), _similar(found.others)
    for each in more:
        whole = paragraphs(written, each)
        written = whole if fits(context, whole) else written
    return written


def _copies(copies: Sequence[str]) -> Content:
    numbers = ", ".join(copies[: alike.BUNDLE])
    told = bold(_("Copies of it wait, too: No. {numbers}", numbers=numbers))
    return told if copies else ""


def _similar(found: Sequence[Alike]) -> Content:
    named = [_("No. {id}: {text}", id=each.number, text=each.text) for each in found]
    return lines(bold(_("Similar ones:")), *named) if found else ""


def fits(context: Context, whole: Content) -> bool:
    """Tell whether something makes one message."""
    return shown_length(context.translator.html(whole)) <= MESSAGE_LIMIT
