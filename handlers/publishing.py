"""Showing to the community what was passed on: the moderators' second decision."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, column, data
from bot.presses import numbered
from bot.services.moderating import verdicts
from bot.services.voting import publishing

NAME: Final = "publish.1"


async def show(_update: Update, context: Context) -> None:
    """Show a proposal to its community."""
    case_id, person_id = int(context.arguments[0]), context.someone.id
    waiting = await _taking_back(context, case_id)
    number = str(await publishing.publish(context.session, person_id, case_id))
    context.edit(
        _("No. {id}: the community will see it, without its author.", id=number)
        if waiting
        else _("No. {id}: the community sees it, without its author.", id=number),
        column(
            *waiting,
            Button(label("Hide it again"), data(NAME, "hide", case_id)),
            Button(label("Add a translation"), data("trans.1", "begin", case_id)),
        ),
    )


async def hide(_update: Update, context: Context) -> None:
    """Show a proposal no longer."""
    case_id, person_id = int(context.arguments[0]), context.someone.id
    number = str(await publishing.hide(context.session, person_id, case_id))
    context.edit(
        _("No. {id}: the community does not see it any more.", id=number),
        column(
            *await _taking_back(context, case_id),
            Button(label("Show to the community"), data(NAME, "show", case_id)),
        ),
    )


async def _taking_back(context: Context, case_id: int) -> list[Button]:
    """Go on offering to take one's own decision back that has not left."""
    waits = await verdicts.waits(context.session, context.someone.id, case_id)
    return [cards.taking_back(case_id)] if waits else []


FEATURE: Final = Feature(
    name=NAME,
    needs="case.publish",
    buttons={"show": numbered(show), "hide": numbered(hide)},
)
