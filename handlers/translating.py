"""Adding a translation to a text that the group has."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import typed
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs, quote
from bot.presses import go_below, numbered
from bot.services.cases import translating
from bot.services.texts import languages, proposal_text

NAME: Final = "trans.1"


async def begin(_update: Update, context: Context) -> None:
    """Ask for the text in the other language; the original stands above."""
    case_id = int(context.arguments[0])
    await translating.check(context.session, context.someone.id, case_id)
    go_below(context)
    await context.begin("translation", case=case_id)


async def _ask(context: Context, answers: Answers) -> Content:
    person_id, case_id = context.someone.id, answers["case"]
    case = await translating.check(context.session, person_id, case_id)
    text = case.text or ""
    is_english = languages.of(text) == "en"
    asked = _("Write it in Ukrainian.") if is_english else _("Write it in English.")
    return paragraphs(quote(text), asked)


async def _submit(context: Context, answers: Answers) -> None:
    number = await translating.keep(
        context.session, context.someone.id, answers["case"], answers["text"]
    )
    context.say(_("No. {id}: the translation is kept. /queue", id=number))


_CHECK: Final = typed.short(proposal_text.LONGEST)
FORM: Final = Form(
    name="translation",
    steps=(typed.team_text("text", _ask, label("Edit"), _CHECK),),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={"begin": numbered(begin)},
    forms=(FORM,),
)
