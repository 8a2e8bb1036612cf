"""Questions of moderators, as their authors get and answer them."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import questions, typed
from bot.conversation.form import Answers, Form, Step
from bot.features import Feature
from bot.i18n import Content, Text, _, label, paragraphs
from bot.keyboards import column
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services.moderating import clarifications, reminders
from bot.services.steps import ladder, step_news
from bot.services.texts import proposal_text

NAME: Final = questions.FEATURE
_REMINDED: Final = _(
    "A reminder of the team’s question on No. {id}, if you would like to answer it: "
    "{question}"
)
_OTHERWISE: Final = _("Without an answer we will close it. You can send it again.")


async def asked(session: AsyncSession, notice: Notice) -> Saying | None:
    """Put the team's question if it is open; a locked phone does not show it."""
    return await _put(session, notice, questions.ASKED)


async def reminded(session: AsyncSession, notice: Notice) -> Saying | None:
    """Put it once more, and tell what happens without an answer."""
    return await _put(session, notice, _REMINDED, _OTHERWISE)


async def _put(
    session: AsyncSession, notice: Notice, text: Text, otherwise: Content = ""
) -> Saying | None:
    news = await step_news.of(session, notice.subject)
    if news is None or news.is_over:
        return None
    return Saying(
        paragraphs(questions.told(news, text), otherwise),
        column(questions.key(news.case_id)),
    )


async def begin(_update: Update, context: Context) -> None:
    """Ask for the answer, if the question is still open."""
    case_id = int(context.arguments[0])
    await clarifications.check_open(context.session, context.someone, case_id)
    go_below(context)
    await context.begin("answer", case=case_id)


async def _submit(context: Context, answers: Answers) -> None:
    number = await clarifications.answer(
        context.session,
        context.someone,
        answers["case"],
        answers["answer"],
        relay=answers.get("relay", True),
    )
    await context.show_menu(
        _("Thank you! The team has your answer on No. {id}.", id=number)
    )


FORM = Form(
    name="answer",
    steps=(
        Step(
            name="answer",
            ask=_("Write your answer."),
            label=label("Answer"),
            check=typed.short(proposal_text.ANSWER_LONGEST),
        ),
    ),
    submit=_submit,
    home=questions.home,
)

FEATURE = Feature(
    name=NAME,
    needs="person",
    buttons={"answer": numbered(begin)},
    forms=(FORM,),
    notices={ladder.ASKED: asked, reminders.KIND: reminded},
)
