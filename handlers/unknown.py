"""Free text without a form, and commands that do not exist."""

from collections.abc import Sequence

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Choice, Form, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import _, label, lines
from bot.services import people, proposal_text

PROPOSAL = "proposal"
NOTHING = "nothing"


async def receive(_update: Update, context: Context) -> None:
    """Keep a text and ask what it is; tell what the bot can do otherwise."""
    text = context.arguments[0]
    if text.startswith("/"):
        await _tell_skills(context)
    elif context.someone:
        await context.begin("offer", text=text)


async def _kinds(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [
        Choice(PROPOSAL, label("Yes, it is a proposal")),
        Choice(NOTHING, label("No")),
    ]


async def _add(_context: Context, answers: Answers, text: str) -> None:
    """Take what people write in several messages as one text."""
    answers["text"] = f"{answers['text']}\n{text}"


async def _submit(context: Context, answers: Answers) -> None:
    match answers["kind"]:
        case None:
            await context.begin("offer", text=answers["text"])
        case "proposal":
            await _propose(context, answers["text"])
        case _:
            await _tell_skills(context)


async def _propose(context: Context, text: str) -> None:
    try:
        given = {"text": proposal_text.check(text)}
    except UserError as refusal:
        context.say(refusal.text)
        given = {}
    if await people.communities_of(context.session, context.someone):
        await context.begin("proposal", **given)
    else:
        await context.begin("community", then="proposal", carried=given)


async def _tell_skills(context: Context) -> None:
    await context.show_menu(
        lines(
            _("I could not understand the message. Here is what I can do:"),
            _("/idea — suggest an idea for your community"),
            _("/mine — see what became of your messages"),
            _("/help — everything else"),
        )
    )


FORM = Form(
    name="offer",
    steps=(
        Step(
            name="kind",
            ask=_("Is it a proposal for your community? We have kept the text."),
            label=label("Kind"),
            choices=_kinds,
            check=_add,
        ),
    ),
    submit=_submit,
)

FEATURE = Feature(name="unknown.1", forms=(FORM,), fallback=receive)
