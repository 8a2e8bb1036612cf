"""Making a text fit for the group: fragments out with a tap, or written anew."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import cards, typed
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs, quote
from bot.presses import go_below, numbered
from bot.services.moderating import queue, rewriting

NAME: Final = "redact.1"


async def take_out(_update: Update, context: Context) -> None:
    """Take out what must not stay; the card shows what is left."""
    card = await cards.pressed(context)
    seen = int(context.arguments[1])
    person_id = context.someone.id
    await rewriting.take_out(context.session, person_id, card.case_id, seen=seen)
    await cards.show_again(context, await cards.pressed(context))


async def take_photos_away(_update: Update, context: Context) -> None:
    """Go on with the text only, whatever becomes of it."""
    case_id, seen = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    await rewriting.take_photos_away(context.session, person_id, case_id, seen=seen)
    await cards.show_again(context, await cards.pressed(context))


async def restore(_update: Update, context: Context) -> None:
    """Show what the author wrote, and go on with that."""
    card = await cards.pressed(context)
    await rewriting.restore(context.session, context.someone.id, card.case_id)
    await cards.show_again(context, await cards.pressed(context))


async def rewrite(_update: Update, context: Context) -> None:
    """Ask the moderator for other words; the card stays in sight."""
    card, seen = await cards.pressed(context), int(context.arguments[1])
    await rewriting.check(context.session, context.someone.id, card.case_id)
    go_below(context)
    await context.begin("rewrite", case=card.case_id, number=card.number, seen=seen)


async def _preview(_context: Context, answers: Answers) -> Content:
    return paragraphs(
        _("This is how the group will see it:"),
        quote(answers["text"]),
        _("The author has 3 days to object; silence is a yes."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    case_id, person_id = answers["case"], context.someone.id
    card = await queue.get_card(context.session, person_id, case_id)
    await rewriting.offer(
        context.session, person_id, case_id, answers["text"], seen=answers["seen"]
    )
    context.say(_("No. {id}: the author is asked.", id=card.number))
    await cards.show_next(context, after=case_id)


FORM: Final = Form(
    name="rewrite",
    steps=(
        typed.team_text(
            "text", _("Write it as the group should read it."), label("Edit")
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Ask the author"),
    is_unread=True,
    home=cards.home,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={
        "take": numbered(take_out, 2),
        "photos": numbered(take_photos_away, 2),
        "restore": numbered(restore),
        "rewrite": numbered(rewrite, 2),
    },
    forms=(FORM,),
)
