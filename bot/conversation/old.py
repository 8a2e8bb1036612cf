"""Buttons that no longer work, or never did."""

from collections.abc import Awaitable
from typing import Final

import structlog
from telegram import Update

from bot.context import Context
from bot.errors import NotAgreedError
from bot.i18n import _

log = structlog.get_logger(__name__)

OLD_BUTTON: Final = _("This button no longer works. Here is the menu.")


class OldButtonError(Exception):
    """A button's data holds what no button holds now; `old_button` answers it.

    Handlers raise it while they read the data, before they change anything.
    """


async def answered(work: Awaitable[None], update: Update, context: Context) -> None:
    """Wait for what answers an update; where it finds an old button, answer that."""
    try:
        await work
    except OldButtonError:
        await old_button(update, context)


async def old_button(_update: Update, context: Context) -> None:
    """Answer a button that no longer works: a polite alert and, privately, the menu."""
    log.info("old or forged button")
    context.alert(OLD_BUTTON)
    if not context.unit.private:
        return
    if context.person is None:
        raise NotAgreedError
    await context.show_menu()
