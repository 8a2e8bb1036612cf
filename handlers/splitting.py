"""Splitting a text that speaks of two matters."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import cards, typed
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs, quote
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services.moderating import queue, splitting
from bot.services.steps import step_news

NAME: Final = "split.1"


async def begin(_update: Update, context: Context) -> None:
    """Ask for both parts; the card stays in sight."""
    card, seen = await cards.pressed(context), int(context.arguments[1])
    go_below(context)
    await context.begin("split", case=card.case_id, number=card.number, seen=seen)


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the author under which number the second matter goes on."""
    news = await step_news.of(session, notice.subject)
    if news is None:
        return None
    told = _(
        "No. {id} is a part of your message that is considered by itself.",
        id=news.number,
    )
    return Saying(paragraphs(told, _("You will hear of each part by its number.")))


async def _preview(_context: Context, answers: Answers) -> Content:
    return paragraphs(
        _("Two texts will wait in the queue:"),
        quote(answers["first"]),
        quote(answers["second"]),
    )


async def _submit(context: Context, answers: Answers) -> None:
    case_id, person_id = answers["case"], context.someone.id
    card = await queue.get_card(context.session, person_id, case_id)
    number = await splitting.split(
        context.session,
        person_id,
        case_id,
        (answers["first"], answers["second"]),
        seen=answers["seen"],
    )
    told = _(
        "No. {id}: its second part is No. {other} now.", id=card.number, other=number
    )
    context.say(told)
    again = await queue.get_card(context.session, person_id, case_id)
    await cards.show(context, again)


_FIRST: Final = _("Write the first part, in the author’s words.")
FORM: Final = Form(
    name="split",
    steps=(
        typed.team_text("first", _FIRST, label("Edit")),
        typed.team_text("second", _("Write the second part."), label("Edit")),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Split"),
    is_unread=True,
    home=cards.home,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={"begin": numbered(begin, 2)},
    forms=(FORM,),
    notices={splitting.SPLIT: tell},
)
