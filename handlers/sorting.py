"""Putting right what a text is about, how urgent it is, and who is in charge."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.features import Feature
from bot.i18n import _, bold, label
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered, read_word
from bot.services.moderating import sorting
from bot.words.concerns import SHORT_BODIES, SUBJECTS, URGENCIES

NAME: Final = "sort.1"
_PAGE: Final = 8
_USUAL: Final = "usual"  # who the topic tells is in charge


async def show_topics(_update: Update, context: Context) -> None:
    """Show what a text may be about, a page of it."""
    card = await cards.pressed(context)
    codes = sorting.topics_like(card.topic)
    first = int(context.arguments[1])
    shown = codes[first : first + _PAGE]
    buttons = [
        [Button(SUBJECTS[code], data(NAME, "topic", card.case_id, code))]
        for code in shown
    ]
    more = first + _PAGE if first + _PAGE < len(codes) else 0
    buttons += [
        [Button(label("Show more"), data(NAME, "topics", card.case_id, more))],
        [cards.back(card)],
    ]
    told = bold(_("What is it about?"))
    context.edit(cards.with_below(context, card, told), Inline(buttons))


async def set_topic(_update: Update, context: Context) -> None:
    """Change the topic; the card is there again."""
    code = read_word(context, 1, SUBJECTS)
    card = await cards.pressed(context)
    person_id = context.someone.id
    await sorting.set_topic(context.session, person_id, card.case_id, code)
    await cards.show_again(context, await cards.pressed(context))


async def show_urgencies(_update: Update, context: Context) -> None:
    """Show how urgent a text may be."""
    card = await cards.pressed(context)
    buttons = [
        Button(URGENCIES[each], data(NAME, "urgency", card.case_id, each))
        for each in sorting.URGENCIES
    ]
    told = bold(_("How urgent is it?"))
    below = cards.with_below(context, card, told)
    context.edit(below, column(*buttons, cards.back(card)))


async def set_urgency(_update: Update, context: Context) -> None:
    """Change the urgency; the card is there again."""
    card, urgency = await cards.pressed(context), int(context.arguments[1])
    person_id = context.someone.id
    await sorting.set_urgency(context.session, person_id, card.case_id, urgency)
    await cards.show_again(context, await cards.pressed(context))


async def show_bodies(_update: Update, context: Context) -> None:
    """Show who may be in charge."""
    card = await cards.pressed(context)
    named = dict(SHORT_BODIES)
    if card.body is not None:
        named[_USUAL] = label("Usual for the topic")
    buttons = [
        Button(name, data(NAME, "body", card.case_id, code))
        for code, name in named.items()
    ]
    told = bold(_("Who is in charge?"))
    below = cards.with_below(context, card, told)
    context.edit(below, column(*buttons, cards.back(card)))


async def set_body(_update: Update, context: Context) -> None:
    """Change who is in charge; the card is there again."""
    code = read_word(context, 1, (*SHORT_BODIES, _USUAL))
    card, person_id = await cards.pressed(context), context.someone.id
    body = None if code == _USUAL else code
    await sorting.set_body(context.session, person_id, card.case_id, body)
    await cards.show_again(context, await cards.pressed(context))


FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={
        "topics": numbered(show_topics, 2),
        "topic": numbered(set_topic),
        "bodies": numbered(show_bodies),
        "body": numbered(set_body),
        "urgencies": numbered(show_urgencies),
        "urgency": numbered(set_urgency, 2),
    },
)
