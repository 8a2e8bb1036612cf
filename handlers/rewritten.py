"""A text that the team wrote anew, as its author sees it and has the last word."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, Inline, column, data
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services.moderating import details, rewriting
from bot.services.steps import ladder, step_news
from bot.words import rewrites

NAME: Final = "edited.1"


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Show how the group will see it; a locked phone does not."""
    news = await step_news.of(session, notice.subject)
    if news is None or news.due is None:
        return None
    text = await rewriting.offered(session, news.case_id)
    if text is None:
        return None
    question = rewrites.asked(news.number, text, news.due)
    return Saying(question, Inline([rewrites.keys(news.case_id)]))


async def agree(_update: Update, context: Context) -> None:
    """Let the group have it."""
    case_id = int(context.arguments[0])
    number = await rewriting.agree(context.session, context.someone, case_id)
    go_below(context)
    context.say(_("Thank you! No. {id} has been passed to the group.", id=number))


async def object_to(_update: Update, context: Context) -> None:
    """Give it back to the moderators, as it was written."""
    case_id = int(context.arguments[0])
    number = await rewriting.object_to(context.session, context.someone, case_id)
    go_below(context)
    content = _("The team reads No. {id} again, as you wrote it.", id=number)
    if await details.can_be_added(context.session, int(number)):
        add = Button(label("Add a detail"), data("mine.1", "add", number))
        context.say(content, column(add))
    else:
        context.say(content)


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    buttons={"yes": numbered(agree), "no": numbered(object_to)},
    notices={ladder.REWRITTEN: tell},
)
