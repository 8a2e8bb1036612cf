"""Showing to the community what was passed on: the moderators' second decision."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, column, data
from bot.presses import numbered
from bot.services import publishing

NAME: Final = "publish.1"


async def show(_update: Update, context: Context) -> None:
    """Show a proposal to its community."""
    case_id = int(context.arguments[0])
    number = await publishing.publish(context.session, context.someone.id, case_id)
    context.edit(
        _("No. {id}: the community sees it, without its author.", id=str(number)),
        column(
            Button(label("Hide it again"), data(NAME, "hide", case_id)),
            Button(label("Add a translation"), data("trans.1", "begin", case_id)),
        ),
    )


async def hide(_update: Update, context: Context) -> None:
    """Show a proposal no longer."""
    case_id = int(context.arguments[0])
    number = await publishing.hide(context.session, context.someone.id, case_id)
    context.edit(
        _("No. {id}: the community does not see it any more.", id=str(number)),
        column(Button(label("Show to the community"), data(NAME, "show", case_id))),
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="case.publish",
    buttons={"show": numbered(show), "hide": numbered(hide)},
)
