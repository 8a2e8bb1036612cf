"""Considering a text together with a similar one, and separating them again."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.presses import numbered
from bot.saying import Saying
from bot.services.cases import mergers
from bot.services.moderating import moderation, verdicts
from bot.services.moderating.verdicts import Order
from bot.services.steps import step_news

NAME: Final = "merge.1"


async def merge(_update: Update, context: Context) -> None:
    """Consider a text together with the one that was shown beside it."""
    card, number = await cards.pressed(context), context.arguments[1]
    order = Order(moderation.DUPLICATE, {"id": number}, int(context.arguments[2]))
    await cards.give(context, card, order)
    undo = data(NAME, "undo", card.case_id)
    context.edit(
        _("No. {id}: considered with No. {other}.", id=card.number, other=number),
        column(Button(label("Separate again"), undo)),
    )
    await cards.show_next(context, after=card.case_id)


async def undo(_update: Update, context: Context) -> None:
    """Separate what was merged, whether its author was told yet or not."""
    case_id, person_id = int(context.arguments[0]), context.someone.id
    if await verdicts.waits(context.session, person_id, case_id):
        await verdicts.take_back(context.session, person_id, case_id)
        await cards.show_again(context, await cards.pressed(context))
        return
    number = await mergers.separate(context.session, person_id, case_id)
    context.edit(_("No. {id}: considered by itself again.", id=number))


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell an author that the text goes its own way again."""
    news = await step_news.of(session, notice.subject)
    if news is None:
        return None
    return Saying(_("We consider No. {id} by itself again.", id=news.number))


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    rights={"with": "case.moderate"},
    buttons={"with": numbered(merge, 3), "undo": numbered(undo)},
    notices={mergers.SEPARATED: tell},
)
