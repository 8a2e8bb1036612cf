"""A member's answer to the author of what waits for the group."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import canned_words
from bot.conversation.form import Answers, Form, Free, Step
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, column, data
from bot.models.canned import Use
from bot.presses import go_below, numbered
from bot.services.digest import answers as given

NAME: Final = "reply_to.1"


async def begin(_update: Update, context: Context) -> None:
    """Ask what the author should read."""
    case_id = int(context.arguments[0])
    await given.check_may(context.session, context.someone.id, case_id)
    go_below(context)
    await context.begin("reply_to", case=case_id)


async def _check(_context: Context, _answers: Answers, text: str) -> str:
    return given.check(text)


async def _submit(context: Context, answers: Answers) -> None:
    case_id, person_id = answers["case"], context.someone.id
    words = await canned_words.words(context, case_id, Use.ANSWER, answers["words"])
    case = await given.answer(context.session, person_id, case_id, words)
    told = _("No. {id}: the author reads it in the news of the day.", id=case.number)
    on_paper = _(
        "No. {id} came on paper or by phone: who opens its receipt reads it.",
        id=case.number,
    )
    context.say(
        on_paper if case.only_receipt else told,
        column(Button(label("Decisions needed"), data("need.1", "first", case.group))),
    )


FORM: Final = Form(
    name="reply_to",
    steps=(
        Step(
            name="words",
            ask=_("What do you answer the author? Name services, not persons."),
            label=label("Answer"),
            check=_check,
            choices=canned_words.offered(Use.ANSWER, whole=True),
            free=Free.TEAM,
        ),
    ),
    submit=_submit,
    counted=False,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.answer",
    buttons={"begin": numbered(begin)},
    forms=(FORM,),
)
