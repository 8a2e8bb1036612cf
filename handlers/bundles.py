"""The same decision for a text and the next five like it, once all were read."""

import zlib
from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import card_room, cards, hits
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered
from bot.services.moderating import alike, claims, moderation, queue, verdicts
from bot.services.moderating.cards import Card
from bot.services.moderating.verdicts import Order
from bot.words.codes import REASONS

NAME: Final = "bundle.1"
# Reasons that fit several texts at once, and need no word of their own.
_REASONS: Final = ("M10", "M11", "M14")
_PASS: Final = "pass"  # noqa: S105 - what a button does


async def show(_update: Update, context: Context) -> None:
    """Show a text with those like it, as many as one message holds, whole."""
    card, person_id = await cards.pressed(context), context.someone.id
    found = [card, *await alike.waiting(context.session, person_id, card)]
    while len(found) > 1 and not card_room.fits(context, _content(found)):
        found.pop()
    await claims.take(context.session, person_id, *(each.case_id for each in found))
    packed = hits.pack([each.case_id for each in found])
    mark = _mark(found)
    buttons = [
        Button(
            _("Pass all {n} to the group", n=len(found)),
            data(NAME, "do", _PASS, packed, mark),
        ),
        *(
            Button(REASONS[code].button, data(NAME, "do", code, packed, mark))
            for code in _REASONS
        ),
    ]
    context.edit(_content(found), column(*buttons, cards.back(card)))


async def decide(_update: Update, context: Context) -> None:
    """Give all of them the same decision; all or each can be taken back."""
    action, packed, mark = (*context.arguments, "", "", "")[:3]
    person_id = context.someone.id
    found = [
        await queue.get_card(context.session, person_id, case_id)
        for case_id in hits.unpack(packed)[: alike.BUNDLE + 1]
    ]
    if not found or str(_mark(found)) != mark:
        raise UserError(moderation.CHANGED)
    if action != _PASS and action not in _REASONS:
        raise UserError(_("Please choose one of the buttons."))
    for card in found:
        reason = None if action == _PASS else action
        await cards.give(context, card, Order(reason, seen=card.draft.revision))
    context.edit(_told(found, action), _back(context, found))
    await cards.show_next(context, after=found[0].case_id)


async def take_back(_update: Update, context: Context) -> None:
    """Take back what of them has not left; the card of the first is there again."""
    person_id, packed = context.someone.id, "".join(context.arguments[:1])
    cases = [
        case_id
        for case_id in hits.unpack(packed)[: alike.BUNDLE + 1]
        if await verdicts.waits(context.session, person_id, case_id)
    ]
    if not cases:
        raise UserError(verdicts.LEFT)
    for case_id in cases:
        await verdicts.take_back(context.session, person_id, case_id)
    first = await queue.get_card(context.session, person_id, cases[0])
    await cards.show_again(context, first)


def _back(context: Context, found: Sequence[Card]) -> Inline | None:
    if not context.rules.take_back:
        return None
    packed = hits.pack([each.case_id for each in found])
    return column(
        Button(label("Take back all"), data(NAME, "undo", packed)),
        *(
            Button(
                _("Take back No. {id}", id=each.number),
                data("queue.1", "back", each.case_id),
            )
            for each in found
        ),
    )


def _told(found: Sequence[Card], action: str) -> Content:
    numbers = ", ".join(each.number for each in found)
    if action == _PASS:
        return _("No. {numbers}: passed to the group.", numbers=numbers)
    reason = REASONS[action].button
    return _("No. {numbers}: not passed on. {reason}", numbers=numbers, reason=reason)


def _content(found: Sequence[Card]) -> Content:
    told = [
        lines(bold(_("No. {id}", id=each.number)), quote(each.draft.text))
        for each in found
    ]
    return paragraphs(bold(_("The same for all of these:")), *told)


def _mark(found: Sequence[Card]) -> int:
    """Tell one version of all texts from the next: what was seen is decided on (P6)."""
    return zlib.crc32(",".join(str(each.draft.revision) for each in found).encode())


FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={"show": numbered(show), "do": decide, "undo": take_back},
)
