"""What else can be done with a card: all that is not the common way."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.features import Feature
from bot.i18n import _, bold, label
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered
from bot.services.moderating import alike, moderation, queue, verdicts
from bot.services.moderating.cards import Card
from bot.services.moderating.verdicts import Order
from bot.services.team import access

NAME: Final = "more.1"


async def show(_update: Update, context: Context) -> None:
    """Show the other ways below a card."""
    card = await cards.pressed(context)
    seen = card.draft.revision
    found = await alike.find(context.session, context.someone.id, card)
    similar = [
        Button(
            _("Merge with No. {id}", id=number),
            data("merge.1", "with", card.case_id, number, seen),
        )
        for number in found.mergeable
    ]
    beside = await alike.waiting(context.session, context.someone.id, card)
    if beside:
        n = len(beside)
        bundle = data("bundle.1", "show", card.case_id)
        similar.append(Button(_("Together with {n} like it", n=n), bundle))
    buttons = [*await _planned(context, card), *similar]
    context.edit(cards.with_below(context, card), _ways(card, buttons))


async def put_on_agenda(_update: Update, context: Context) -> None:
    """Pass a text to the group and onto the agenda of its next meeting."""
    card, seen = await cards.pressed(context), int(context.arguments[1])
    order = Order(seen=seen, agenda=True)
    person_id, after = context.someone.id, context.rules.take_back
    await verdicts.give(context.session, person_id, card.case_id, order, after=after)
    told = _("No. {id}: passed to the group, and on its agenda.", id=card.number)
    cards.decided(context, card, told)
    await cards.show_next(context, after=card.case_id)


async def ask_to_leave(_update: Update, context: Context) -> None:
    """Make sure that a text is to be left to others: it does not come back."""
    card = await cards.pressed(context)
    told = _(
        "Is the text about you? Then you see it no more: somebody else of the team "
        "reads it and decides."
    )
    yes = data(NAME, "leave", card.case_id)
    context.edit(
        cards.with_below(context, card, bold(told)),
        column(Button(label("It is about me"), yes), cards.back(card)),
    )


async def leave(_update: Update, context: Context) -> None:
    """Leave a text that is about the moderator to the others."""
    card = await cards.pressed(context)
    person_id, case_id = context.someone.id, card.case_id
    told = _("No. {id}: others of the team will read it.", id=card.number)
    if not await queue.leave_to_others(context.session, person_id, case_id):
        told = _("No. {id}: who leads the team looks for a reader.", id=card.number)
    context.edit(told)
    await cards.show_next(context, after=card.case_id)


async def ask_to_purge(_update: Update, context: Context) -> None:
    """Make sure that a text is to be deleted: it does not come back."""
    card = await cards.pressed(context)
    told = _("Delete the text now? It cannot be brought back.")
    yes = data(NAME, "purged", card.case_id)
    context.edit(
        cards.with_below(context, card, bold(told)),
        column(Button(label("Delete the text now"), yes), cards.back(card)),
    )


async def purge(_update: Update, context: Context) -> None:
    """Delete a text at once."""
    card = await cards.pressed(context)
    await moderation.purge(context.session, context.someone.id, card.case_id)
    context.edit(_("No. {id}: the text is deleted.", id=card.number))
    await cards.show_next(context, after=card.case_id)


async def _planned(context: Context, card: Card) -> Sequence[Button]:
    """Offer the agenda to moderators who also lead the group, if it meets."""
    may = await access.actions(context.session, context.someone.id, card.group.id)
    if card.group.meets_on is None or "case.lead" not in may:
        return []
    put = data(NAME, "agenda", card.case_id, card.draft.revision)
    return [Button(label("To the agenda"), put)]


def _ways(card: Card, similar: Sequence[Button]) -> Inline:
    case_id, seen = card.case_id, card.draft.revision
    ways = [
        Button(label("Rewrite"), data("redact.1", "rewrite", case_id, seen)),
        Button(label("Change the topic"), data("sort.1", "topics", case_id, 0)),
        Button(label("Change the urgency"), data("sort.1", "urgencies", case_id)),
        Button(label("Change who is in charge"), data("sort.1", "bodies", case_id)),
        Button(label("Pass to a service"), data("refer.1", "begin", case_id, seen)),
        Button(label("Split"), data("split.1", "begin", case_id, seen)),
        Button(label("It is about me"), data(NAME, "mine", case_id)),
        Button(label("Pause the author"), data("pause.1", "ask", case_id)),
        Button(label("Delete the text now"), data(NAME, "purge", case_id)),
    ]
    if card.draft.photos:
        away = data("redact.1", "photos", case_id, seen)
        ways.insert(1, Button(label("Remove the photos"), away))
    if card.is_edited:
        restore = data("redact.1", "restore", case_id)
        ways.insert(1, Button(label("Restore the original"), restore))
    return column(*ways, *similar, cards.back(card))


FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    rights={"agenda": "case.lead"},
    buttons={
        "agenda": numbered(put_on_agenda, 2),
        "show": numbered(show),
        "mine": numbered(ask_to_leave),
        "leave": numbered(leave),
        "purge": numbered(ask_to_purge),
        "purged": numbered(purge),
    },
)
