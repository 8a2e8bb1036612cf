"""The way back to the main menu, also out of a form."""

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import _


async def show(_update: Update, context: Context) -> None:
    """Show the main menu."""
    await context.show_menu()


async def cancel(_update: Update, context: Context) -> None:
    """Throw the open form away."""
    if not await context.cancel_form():
        await context.show_menu(_("There is nothing to cancel."))


FEATURE = Feature(
    name="menu.1",
    needs="person",
    commands={"menu": show, "cancel": cancel},
    about={
        "menu": _("show the menu"),
        "cancel": _("leave what you are filling in"),
    },
)
