"""`/delete`: gone means gone, at once, after one question."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, label, lines
from bot.keyboards import Button, NoMenu, column, data
from bot.services.endings import erasure
from bot.services.voting import votes

NAME: Final = "delete.1"


async def ask(_update: Update, context: Context) -> None:
    """Ask once more; of somebody unknown there is nothing."""
    if context.person is None:
        context.say(_("We keep nothing of yours. There is nothing to delete."))
        return
    context.say(
        await _question(context),
        column(
            Button(label("Yes, delete my data"), data(NAME, "erase")),
            Button(label("Do not delete"), data(NAME, "keep")),
        ),
    )


async def _question(context: Context) -> Content:
    stays = _(
        "Delete your data? Text already passed to the group stays without an author."
    )
    if not await votes.standing(context.session, context.unit.user_id):
        return stays
    return lines(stays, _("Your votes stay counted, under a mark without your name."))


async def erase(_update: Update, context: Context) -> None:
    """Erase the person everywhere; a second tap finds nobody."""
    person = context.person
    if person is None:
        return
    context.strip_buttons()
    context.say(
        _("Your data is deleted. To erase the chat, delete it in Telegram too."),
        NoMenu(),
    )
    context.owe("deleteMyCommands", {"scope": {"type": "chat"}})
    await context.close_form()
    await erasure.erase(context.session, person, context.address, context.accounts)
    await erasure.remember(
        context.session, context.forgotten, context.address, context.accounts
    )
    context.person = None


async def keep(_update: Update, context: Context) -> None:
    """Delete nothing."""
    context.edit(_("Nothing was deleted."))


FEATURE = Feature(
    name=NAME,
    needs="anybody",
    commands={"delete": ask},
    about={"delete": _("delete your data")},
    labels={label("Delete my data"): ask},
    buttons={"erase": erase, "keep": keep},
)
