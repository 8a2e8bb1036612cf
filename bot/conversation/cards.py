"""Cards of the moderators' queue as screens: what they say, and the decisions."""

from bot.context import Context
from bot.i18n import Content, _, label, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.markup import MESSAGE_LIMIT, shown_length
from bot.services import card_text, moderation
from bot.services.cards import Card


async def pressed(context: Context) -> Card:
    """Get the card whose button was pressed, or refuse."""
    case_id = int(context.arguments[0])
    return await moderation.get_card(context.session, context.someone.id, case_id)


async def show_next(context: Context, *, after: int) -> None:
    """Show the oldest card after a case, or tell that there is none."""
    person_id = context.someone.id
    card = await moderation.next_in_queue(context.session, person_id, after=after)
    waiting = await moderation.queue_size(context.session, person_id)
    if card is not None:
        written = card_text.in_queue(card, context.language, waiting)
        context.say(written, decisions(card))
    elif waiting:
        context.say(_("That was the last one. Left for later: {n}. /queue", n=waiting))
    else:
        context.say(_("The queue is empty. Thank you!"))


def content(context: Context, card: Card) -> Content:
    """Write a card in the language of who reads it."""
    return card_text.write(card, context.language)


def with_below(context: Context, card: Card, *below: Content) -> Content:
    """Write a card with something below it, or its number only if both are too long."""
    whole = paragraphs(content(context, card), *below)
    if shown_length(context.translator.html(whole)) <= MESSAGE_LIMIT:
        return whole
    return paragraphs(card_text.heading(card), *below)


def decisions(card: Card) -> Inline:
    """Offer what can be decided."""
    return column(
        Button(
            label("Pass to the group"),
            data("queue.1", "pass", card.case_id, card.draft.revision),
        ),
        Button(label("Ask for details"), data("queue.1", "ask", card.case_id)),
        Button(label("Do not pass on"), data("refuse.1", "reasons", card.case_id, 0)),
        Button(label("Later"), data("queue.1", "later", card.case_id)),
    )
