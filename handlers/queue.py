"""The moderators' queue: a card, a decision, and the next card at once."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.conversation.form import Answers, Form, Free, Step
from bot.features import Feature
from bot.i18n import _, label, with_any_count
from bot.keyboards import Button, Inline, column, data
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services import (
    access,
    clarifications,
    moderation,
    proposal_text,
    publishing,
    queue_news,
)

NAME: Final = "queue.1"
_LONGEST: Final = 500  # characters of a question for the author


async def show(_update: Update, context: Context) -> None:
    """Show the oldest card."""
    await access.access_somewhere(context.session, context.someone.id, "case.moderate")
    await cards.show_next(context, after=0)


async def open_queue(update: Update, context: Context) -> None:
    """Show the oldest card below the message that told of it."""
    go_below(context)
    await show(update, context)


async def pass_on(_update: Update, context: Context) -> None:
    """Pass the text of a card to the group."""
    card = await cards.pressed(context)
    await moderation.pass_on(
        context.session,
        context.someone.id,
        card.case_id,
        seen=int(context.arguments[1]),
    )
    context.edit(
        _("No. {id}: passed to the group.", id=card.number),
        await _publishing(context, card.case_id),
    )
    await cards.show_next(context, after=card.case_id)


async def _publishing(context: Context, case_id: int) -> Inline | None:
    if not await publishing.may_be_shown(context.session, case_id):
        return None
    show = data("publish.1", "show", case_id)
    return column(Button(label("Show to the community"), show))


async def skip(_update: Update, context: Context) -> None:
    """Leave a card for later."""
    context.strip_buttons()
    await cards.show_next(context, after=int(context.arguments[0]))


async def show_again(_update: Update, context: Context) -> None:
    """Show a card with its decisions again."""
    card = await cards.pressed(context)
    context.edit(cards.content(context, card), cards.decisions(card))


async def ask(_update: Update, context: Context) -> None:
    """Ask the moderator what to ask; the card stays in sight."""
    card = await cards.pressed(context)
    await clarifications.check_room(context.session, context.someone.id, card.case_id)
    go_below(context)
    await context.begin("question", case=card.case_id)


async def tell_waiting(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a moderator quietly that the queue is no longer empty."""
    waiting = await moderation.queue_size(session, notice.recipient_id)
    if not waiting or await queue_news.is_old(session, notice):
        return None
    button = Button(label("Open the queue"), data(NAME, "open"))
    return Saying(_("Queue: {n}", n=waiting), column(button), silent=True)


async def _check(context: Context, answers: Answers, text: str) -> str:
    question = proposal_text.check_short(text, _LONGEST)
    await clarifications.check_room(
        context.session, context.someone.id, answers["case"], question
    )
    return question


async def _submit(context: Context, answers: Answers) -> None:
    case_id = answers["case"]
    card = await moderation.get_card(context.session, context.someone.id, case_id)
    await clarifications.ask(
        context.session, context.someone.id, case_id, answers["question"]
    )
    context.say(_("No. {id}: the author is asked.", id=card.number))
    await cards.show_next(context, after=case_id)


FORM: Final = Form(
    name="question",
    steps=(
        Step(
            name="question",
            ask=_("What do you want to ask the author?"),
            label=label("Question"),
            check=_check,
            free=Free.TEAM,
        ),
    ),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    commands={"queue": show},
    # A key bears no count: it would be old with the next decision. Some still do.
    team_labels={label("Queue"): ("case.moderate", show)},
    said={with_any_count(_("Queue: {n}")): show},
    about={"queue": _("read what waits for moderation")},
    buttons={
        "open": open_queue,
        "pass": numbered(pass_on, 2),
        "ask": numbered(ask),
        "later": numbered(skip),
        "card": numbered(show_again),
    },
    forms=(FORM,),
    notices={queue_news.SENT: tell_waiting, queue_news.ANSWERED: tell_waiting},
)
