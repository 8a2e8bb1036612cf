"""The moderators' queue: a card, a decision, and the next card at once."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import canned_words, cards, typed
from bot.conversation.form import Answers, Form, Free, Step
from bot.features import Feature
from bot.i18n import _, label, with_any_count
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.models.canned import Use
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services.moderating import (
    clarifications,
    queue,
    rewriting,
    verdicts,
)
from bot.services.moderating.cards import Card
from bot.services.moderating.verdicts import Order
from bot.services.team import queue_news
from bot.services.texts import proposal_text
from bot.services.voting import publishing

NAME: Final = "queue.1"


async def show(_update: Update, context: Context) -> None:
    """Show the oldest card."""
    await cards.show_next(context, after=0)


async def open_queue(update: Update, context: Context) -> None:
    """Show the oldest card below the message that told of it."""
    go_below(context)
    await show(update, context)


async def pass_on(_update: Update, context: Context) -> None:
    """Pass the text of a card to the group."""
    card = await cards.pressed(context)
    await cards.give(context, card, Order(seen=int(context.arguments[1])))
    told = _("No. {id}: passed to the group.", id=card.number)
    cards.decided(context, card, told, *await _publishing(context, card))
    await cards.show_next(context, after=card.case_id)


async def pass_without_photos(update: Update, context: Context) -> None:
    """Pass the text of a card to the group, and none of its photos."""
    case_id, seen = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    await rewriting.take_photos_away(context.session, person_id, case_id, seen=seen)
    await pass_on(update, context)


async def _publishing(context: Context, card: Card) -> list[Button]:
    text, number = card.draft.text, int(card.number)
    add = data("trans.1", "begin", card.case_id)
    translate = Button(label("Add a translation"), add)
    if not await publishing.could_be_shown(context.session, number, text):
        return [translate]
    show = data("publish.1", "show", card.case_id)
    return [Button(label("Show to the community"), show), translate]


async def take_back(_update: Update, context: Context) -> None:
    """Take a decision back that has not left; its card is there again."""
    case_id = int(context.arguments[0])
    await verdicts.take_back(context.session, context.someone.id, case_id)
    await cards.show_again(context, await cards.pressed(context))


async def skip(_update: Update, context: Context) -> None:
    """Leave a card for later."""
    card = await cards.pressed(context)
    cards.leave(context, card)
    await cards.show_next(context, after=card.case_id)


async def show_before(_update: Update, context: Context) -> None:
    """Go back to the card that stands before this one in the queue."""
    card = await cards.pressed(context)
    person_id = context.someone.id
    narrowed = await queue.narrow(context.session, person_id)
    before = await queue.card_before(context.session, person_id, card.case_id, narrowed)
    if before is None:
        context.alert(_("This is the first one."))
        await queue.get_card(context.session, person_id, card.case_id)
        return
    cards.leave(context, card)
    await cards.show(context, before, narrowed)


async def show_again(_update: Update, context: Context) -> None:
    """Show a card with its decisions again."""
    await cards.show_again(context, await cards.pressed(context))


async def ask(_update: Update, context: Context) -> None:
    """Ask the moderator what to ask; the card stays in sight."""
    card = await cards.pressed(context)
    await clarifications.check_room(context.session, context.someone.id, card.case_id)
    go_below(context)
    await context.begin("question", case=card.case_id)


async def tell_waiting(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a moderator quietly that the queue is no longer empty."""
    waiting = await queue.size(session, notice.recipient_id)
    if not waiting or await queue_news.is_old(session, notice):
        return None
    button = Button(label("Open the queue"), data(NAME, "open"))
    return Saying(_("Queue: {n}", n=waiting), column(button), silent=True)


async def _check(context: Context, answers: Answers, text: str) -> str:
    question = proposal_text.check_short(text, typed.FACT)
    await clarifications.check_room(
        context.session, context.someone.id, answers["case"], question
    )
    return question


async def _submit(context: Context, answers: Answers) -> None:
    case_id = answers["case"]
    card = await queue.get_card(context.session, context.someone.id, case_id)
    asked = answers["question"]
    question = await canned_words.words(context, case_id, Use.QUESTION, asked)
    await cards.give(context, card, Order(facts={"question": question}))
    context.unit.pressed = None  # the question; the decision stands below it
    cards.decided(context, card, _("No. {id}: the author is asked.", id=card.number))
    await cards.show_next(context, after=case_id)


FORM: Final = Form(
    name="question",
    steps=(
        Step(
            name="question",
            ask=_("What do you want to ask the author?"),
            label=label("Question"),
            check=_check,
            choices=canned_words.offered(Use.QUESTION, whole=True),
            free=Free.TEAM,
        ),
    ),
    submit=_submit,
    home=cards.home,
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
        "bare": numbered(pass_without_photos, 2),
        "ask": numbered(ask),
        "back": numbered(take_back),
        "before": numbered(show_before),
        "later": numbered(skip),
        "card": numbered(show_again),
    },
    forms=(FORM,),
    notices={
        queue_news.SENT: tell_waiting,
        queue_news.ANSWERED: tell_waiting,
        queue_news.RETURNED: tell_waiting,
    },
)
