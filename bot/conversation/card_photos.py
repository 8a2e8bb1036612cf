"""The photos of a card: they lie above it, and leave the phone with it."""

from bot.context import Context
from bot.i18n import _
from bot.services.moderating import open_cards
from bot.services.moderating.cards import Card


def show(context: Context, card: Card) -> None:
    """Show the photos of a card; nobody can pass them on."""
    caption = context.translator.plain(_("No. {id}", id=card.number))
    for file_id in card.draft.photos:
        context.owe(
            "sendPhoto",
            {"photo": file_id, "caption": caption, "protect_content": True},
            open_cards.photo_purpose(card.case_id, card.number),
        )


async def are_there(context: Context, card: Card) -> bool:
    """Tell whether the photos of a card, if it has any, lie open in this chat."""
    return not card.draft.photos or await open_cards.has_photos(
        context.session, context.address, card.case_id
    )
