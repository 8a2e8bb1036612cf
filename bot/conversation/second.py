"""What two coordinators must want: the screens of the second one."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.context import Context
from bot.i18n import Content, Text, _, label, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.saying import Saying


def called(feature: str, number: int, *told: Content) -> Saying:
    """Call the others; the button leads to the feature's action `look`."""
    opens = Button(label("Open the request"), data(feature, "look", number))
    return Saying(paragraphs(*told, _("A second person must confirm.")), column(opens))


def ways(feature: str, number: int, keep: Text) -> Inline:
    """Offer to confirm a request, or to let it end by itself."""
    return column(
        Button(label("Confirm"), data(feature, "confirm", number)),
        Button(keep, data(feature, "leave")),
    )


def nothing(told: Text) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Make the handler of who does not confirm: the request ends by itself."""

    async def leave(_update: Update, context: Context) -> None:
        context.edit(told)

    return leave
