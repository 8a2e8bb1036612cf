"""Cards of the moderators' queue as screens: what they say, and the decisions."""

from dataclasses import replace

from bot.context import Context
from bot.conversation import card_photos, card_room, queue_filter
from bot.conversation.form import Answers
from bot.i18n import Content, Text, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.saying import Saying
from bot.services.moderating import (
    card_text,
    claims,
    filters,
    open_cards,
    queue,
    rewriting,
    verdicts,
)
from bot.services.moderating.cards import Card
from bot.services.moderating.queue import Narrowed
from bot.services.moderating.verdicts import Order

FEATURE = "queue.1"


async def pressed(context: Context) -> Card:
    """Get the card whose button was pressed, or refuse."""
    case_id = int(context.arguments[0])
    return await queue.get_card(context.session, context.someone.id, case_id)


async def show_next(context: Context, *, after: int) -> None:
    """Show the oldest card after a case, or tell that there is none."""
    person_id = context.someone.id
    narrowed = await queue.narrow(context.session, person_id)
    card = await queue.next_card(context.session, person_id, narrowed, after=after)
    await show(context, card, narrowed)


async def show(
    context: Context, card: Card | None, narrowed: Narrowed | None = None
) -> None:
    """Show a card below what was said, the only one that lies open in this chat."""
    await _close_others(context)
    person_id = context.someone.id
    if narrowed is None:
        narrowed = await queue.narrow(context.session, person_id)
    if card is not None:
        await _open(context, card, await _head(context, card, narrowed))
    elif narrowed.query is not None:
        n = await queue.left(context.session, person_id)
        told = _("Nothing else fits your filter. In the whole queue: {n}.", n=n)
        context.say(told, column(queue_filter.lifting()))
    elif n := await queue.left(context.session, person_id):
        context.say(_("That was the last one. Left for later: {n}. /queue", n=n))
    else:
        context.say(_("The queue is empty. Thank you!"))


async def show_again(context: Context, card: Card) -> None:
    """Show a card with its decisions in the place of the pressed message.

    If its photos have to come again, it comes below them.
    """
    await _close_others(context, but_photos_of=card)
    person_id = context.someone.id
    await claims.release(context.session, person_id, but=[card.case_id])
    if not await card_photos.are_there(context, card):
        context.edit(_("No. {id}: this card is closed.", id=card.number))
        await _open(context, card)
        return
    saying = Saying(await _content(context, card), await _decisions(context, card))
    payload = saying.render(context.translator)
    context.owe(
        "editMessageText",
        payload | {"message_id": context.unit.pressed},
        open_cards.purpose(card.case_id, card.number),
    )


async def _content(context: Context, card: Card) -> Content:
    """Write a card in the language of who reads it."""
    return await card_room.filled(
        context, card, card_text.write(card, context.language)
    )


def with_below(context: Context, card: Card, *below: Content) -> Content:
    """Write a card with something below it, or its number only if both are too long."""
    whole = paragraphs(card_text.write(card, context.language), *below)
    return (
        whole
        if card_room.fits(context, whole)
        else paragraphs(card_text.heading(card), *below)
    )


async def give(context: Context, card: Card, order: Order) -> None:
    """Decide on a card as the person whose press this is."""
    await verdicts.give(
        context.session,
        context.someone.id,
        card.case_id,
        order,
        after=context.rules.take_back,
    )


def leave(context: Context, card: Card) -> None:
    """Put the number of a card in its place: nobody reads its text meanwhile."""
    again = Button(label("Show it again"), data(FEATURE, "card", card.case_id))
    context.edit(_("No. {id}: left for later.", id=card.number), column(again))


def decided(context: Context, card: Card, told: Text, *buttons: Button) -> None:
    """Put a decision in the place of its card; for a while it can be taken back."""
    if context.rules.take_back:
        buttons = (taking_back(card.case_id), *buttons)
    tell(context, told, *buttons)


def tell(context: Context, told: Text, *buttons: Button) -> None:
    """Put words in the place of a card, or below it.

    They cannot be forwarded: the card may come back into their place.
    """
    keyboard = column(*buttons) if buttons else None
    if context.unit.pressed is not None:
        context.edit(told, keyboard)
        return
    payload = Saying(told, keyboard).render(context.translator)
    context.owe("sendMessage", payload | {"protect_content": True})


def taking_back(case_id: int) -> Button:
    """Make the button that takes a decision back."""
    return Button(label("Take back"), data(FEATURE, "back", case_id))


def back(card: Card) -> Button:
    """Make the button that leads back to a card with its decisions."""
    return Button(label("Back"), data(FEATURE, "card", card.case_id))


def home(answers: Answers) -> Button:
    """Make the button that leads from a form back to the card it was about."""
    again = data(FEATURE, "card", answers["case"])
    return Button(label("Back to the card"), again)


def decisions(card: Card) -> Inline:
    """Offer what can be decided."""
    case_id = card.case_id
    return Inline(
        [
            [
                Button(
                    label("Pass to the group"),
                    data(FEATURE, "pass", case_id, card.draft.revision),
                )
            ],
            _bare(card),
            [Button(label("Ask for details"), data(FEATURE, "ask", case_id))],
            [Button(label("Do not pass on"), data("refuse.1", "reasons", case_id, 0))],
            _fragments(card),
            [Button(label("More actions"), data("more.1", "show", case_id))],
            [
                Button(label("Previous one"), data(FEATURE, "before", case_id)),
                Button(label("Later"), data(FEATURE, "later", case_id)),
            ],
        ]
    )


async def _decisions(context: Context, card: Card) -> Inline:
    """Offer what can be decided, and to lift a filter that hides the others."""
    rows = decisions(card).rows
    if await filters.of(context.session, context.someone.id):
        rows = [*rows, [queue_filter.lifting(card.case_id)]]
    return Inline(rows)


def _bare(card: Card) -> list[Button]:
    """Offer to pass a text on without its photos, if it has any."""
    if not card.draft.photos:
        return []
    bare = data(FEATURE, "bare", card.case_id, card.draft.revision)
    return [Button(label("Pass without photos"), bare)]


def _fragments(card: Card) -> list[Button]:
    """Offer to take out what must not stay, if there is anything of the kind."""
    if rewriting.without_fragments(card.draft) is None:
        return []
    take = data("redact.1", "take", card.case_id, card.draft.revision)
    return [Button(label("Remove extra details"), take)]


async def _head(context: Context, card: Card, narrowed: Narrowed) -> Content:
    """Tell the numbers of the queue, and what it is narrowed to, if there is room."""
    person_id = context.someone.id
    numbers = await queue.numbers(context.session, person_id, narrowed)
    if narrowed.query is None:
        return card_text.line(numbers)
    head = lines(card_text.line(numbers), queue_filter.told(narrowed.query))
    whole = paragraphs(head, card_text.write(card, context.language))
    short = card_text.line(replace(numbers, shown=None))
    return head if card_room.fits(context, whole) else short


async def _open(context: Context, card: Card, line: Content = "") -> None:
    card_photos.show(context, card)
    written = paragraphs(line, card_text.write(card, context.language))
    content = await card_room.filled(context, card, written)
    saying = Saying(content, await _decisions(context, card))
    context.owe(
        "sendMessage",
        saying.render(context.translator) | {"protect_content": True},
        open_cards.purpose(card.case_id, card.number),
    )


async def _close_others(context: Context, but_photos_of: Card | None = None) -> None:
    of = but_photos_of
    kept = of.case_id if of is not None and of.draft.photos else None
    marks = open_cards.CARDS if of is not None else open_cards.MARKS
    chat = context.address
    found = await open_cards.take(context.session, chat, marks, but_photos_of=kept)
    for each in found:
        if each.goes:
            context.delete(each.message_id)
        elif each.message_id != context.unit.pressed:
            told = _("No. {id}: this card is closed.", id=each.number)
            payload = Saying(told).render(context.translator)
            message = {"message_id": each.message_id}
            context.owe("editMessageText", payload | message)
