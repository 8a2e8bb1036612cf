"""Cards of the moderators' queue: a text, what helps to judge it, and the decisions."""

from bot.context import Context
from bot.i18n import Content, Joined, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.services import communities, moderation
from bot.services.moderation import Card
from bot.wording import TOPICS, WHEREABOUTS, WHOM


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
        written = paragraphs(_("Queue: {n}", n=waiting), content(context, card))
        context.say(written, decisions(card))
    elif waiting:
        context.say(_("That was the last one. Left for later: {n}. /queue", n=waiting))
    else:
        context.say(_("The queue is empty. Thank you!"))


def content(context: Context, card: Card) -> Content:
    """Write a card."""
    return paragraphs(
        lines(
            bold(_("No. {id}, {date}", id=card.number, date=card.sent)),
            communities.name_of(card.group, context.language),
            _("Topic: {topic}", topic=TOPICS[card.topic]),
            *_details(card),
        ),
        quote(card.draft.text),
        _questions(card),
    )


def _details(card: Card) -> list[Content]:
    shown: list[Content] = []
    if card.whom:
        named = Joined(", ", tuple(WHOM[code] for code in card.whom))
        shown.append(_("Whom it helps: {whom}", whom=named))
    if card.draft.place:
        shown.append(_("Place: {place}", place=card.draft.place))
    if card.whereabouts:
        about = WHEREABOUTS[card.whereabouts]
        shown.append(_("The author: “{about}”", about=about))
    return shown


def _questions(card: Card) -> Content:
    """Tell what was asked: the answers stand at the end of the text."""
    asked = [_("The team asked: {question}", question=each) for each in card.questions]
    return lines(*asked)


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
