"""What became of proposals that somebody agreed with, and hearing no more of them."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.presses import go_below
from bot.saying import Saying
from bot.services.cases import supports
from bot.services.steps import step_text, support_news
from bot.services.steps.case_news import Told
from bot.words.codes import STATUSES

NAME: Final = "support.1"
_MOST: Final = 5  # proposals whose words one message can hold


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell how far proposals came."""
    told = await support_news.told(session, notice.subject)
    if not told:
        return None
    steps = [_step(each, in_full=len(told) <= _MOST) for each in told]
    head = _("There is news about proposals that you support.")
    stop = Button(label("Stop news"), data(NAME, "stop"))
    return Saying(paragraphs(head, *steps), column(stop))


async def stop(_update: Update, context: Context) -> None:
    """Let somebody hear of no proposal any more."""
    await supports.stop(context.session, context.address)
    go_below(context)
    context.say(_("We will not send news any more. Your votes stay."))


def _step(told: Told, *, in_full: bool) -> Content:
    named = _("No. {id}: {status}", id=told.number, status=STATUSES[told.status])
    if not in_full:
        return named
    return lines(bold(named), step_text.to_supporter(told.status, told.facts))


FEATURE: Final = Feature(
    name=NAME,
    needs="anybody",
    buttons={"stop": stop},
    notices={support_news.KIND: tell},
)
