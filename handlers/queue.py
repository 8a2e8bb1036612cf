"""The moderators' queue: a card, a decision, and the next card at once."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Check, Form, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, Joined, Text, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.presses import go_below, numbered
from bot.services import access, clarifications, communities, moderation
from bot.services.moderation import Card
from bot.wording import REASONS, TOPICS, WHEREABOUTS, WHOM

NAME: Final = "queue.1"
_PAGE: Final = 8
_LONGEST: Final = 500  # characters of a question or a fact for the author


async def show(_update: Update, context: Context) -> None:
    """Show the oldest card."""
    await access.access_somewhere(context.session, context.someone.id, "case.moderate")
    await _show_next(context, after=0)


async def pass_on(_update: Update, context: Context) -> None:
    """Pass the text of a card to the group."""
    card = await _card(context)
    await moderation.pass_on(
        context.session,
        context.someone.id,
        card.case_id,
        seen=int(context.arguments[1]),
    )
    context.edit(_("No. {id}: passed to the group.", id=card.number))
    await _show_next(context, after=card.case_id)


async def skip(_update: Update, context: Context) -> None:
    """Leave a card for later."""
    context.strip_buttons()
    await _show_next(context, after=int(context.arguments[0]))


async def show_again(_update: Update, context: Context) -> None:
    """Show a card with its decisions again."""
    card = await _card(context)
    context.edit(_content(context, card), _decisions(card))


async def show_reasons(_update: Update, context: Context) -> None:
    """Show the reasons for not passing on, under the card."""
    card = await _card(context)
    page = int(context.arguments[1])
    context.edit(
        paragraphs(_content(context, card), bold(_("Choose a reason"))),
        _reasons(card, page),
    )


async def refuse(_update: Update, context: Context) -> None:
    """Do not pass on; some reasons need a fact for the author first."""
    card, code = await _card(context), "".join(context.arguments[1:2])
    reason = REASONS.get(code)
    if reason is not None and reason.asks is not None:
        go_below(context)
        await context.begin(f"refuse_{reason.asks}", case=card.case_id, reason=code)
        return
    await moderation.refuse(context.session, context.someone.id, card.case_id, code)
    context.edit(_refused(card.number, code))
    await _show_next(context, after=card.case_id)


async def ask(_update: Update, context: Context) -> None:
    """Ask the moderator what to ask; the card stays in sight."""
    card = await _card(context)
    go_below(context)
    await context.begin("question", case=card.case_id)


async def _submit_question(context: Context, answers: Answers) -> None:
    case_id = answers["case"]
    card = await moderation.get_card(context.session, context.someone.id, case_id)
    await clarifications.ask(
        context.session, context.someone.id, case_id, answers["question"]
    )
    context.say(_("No. {id}: the author is asked.", id=card.number))
    await _show_next(context, after=case_id)


async def _submit_refusal(context: Context, answers: Answers) -> None:
    case_id, code = answers["case"], answers["reason"]
    card = await moderation.get_card(context.session, context.someone.id, case_id)
    asks = str(REASONS[code].asks)
    await moderation.refuse(
        context.session, context.someone.id, case_id, code, **{asks: answers["fact"]}
    )
    context.say(_refused(card.number, code))
    await _show_next(context, after=case_id)


async def _check(_context: Context, _answers: Answers, text: str) -> str:
    if len(text) > _LONGEST:
        raise UserError(
            _(
                "The text is too long: {n} characters, the limit is {max}. Please "
                "shorten it.",
                n=len(text),
                max=_LONGEST,
            )
        )
    return text.strip()


async def _check_number(_context: Context, _answers: Answers, text: str) -> str:
    return text.strip().lstrip("№#").strip()


async def _card(context: Context) -> Card:
    case_id = int(context.arguments[0])
    return await moderation.get_card(context.session, context.someone.id, case_id)


async def _show_next(context: Context, *, after: int) -> None:
    person_id = context.someone.id
    card = await moderation.next_in_queue(context.session, person_id, after=after)
    waiting = await moderation.queue_size(context.session, person_id)
    if card is not None:
        content = paragraphs(_("Queue: {n}", n=waiting), _content(context, card))
        context.say(content, _decisions(card))
    elif waiting:
        context.say(_("That was the last one. Left for later: {n}. /queue", n=waiting))
    else:
        context.say(_("The queue is empty. Thank you!"))


def _content(context: Context, card: Card) -> Content:
    group = communities.name_of(card.group, context.language)
    return paragraphs(
        lines(
            bold(_("No. {id}, {date}", id=card.number, date=card.sent)),
            _("Working group: {name}.", name=group),
            _("Topic: {topic}", topic=TOPICS[card.topic]),
            *_details(card),
        ),
        quote(card.draft.text),
    )


def _details(card: Card) -> list[Content]:
    shown: list[Content] = []
    if card.whom:
        named = Joined(", ", tuple(WHOM[code] for code in card.whom))
        shown.append(_("Whom it helps: {whom}", whom=named))
    if card.draft.place:
        shown.append(_("Place: {place}", place=card.draft.place))
    if card.whereabouts:
        about = WHEREABOUTS[card.whereabouts]
        shown.append(_("About the author: {about}", about=about))
    return shown


def _decisions(card: Card) -> Inline:
    return column(
        Button(
            label("Pass to the group"),
            data(NAME, "pass", card.case_id, card.draft.revision),
        ),
        Button(label("Ask for details"), data(NAME, "ask", card.case_id)),
        Button(label("Do not pass on"), data(NAME, "reasons", card.case_id, 0)),
        Button(label("Later"), data(NAME, "later", card.case_id)),
    )


def _reasons(card: Card, page: int) -> Inline:
    codes = list(REASONS)[page * _PAGE : (page + 1) * _PAGE]
    rows = [
        [Button(REASONS[code].button, data(NAME, "refuse", card.case_id, code))]
        for code in codes
    ]
    other = 0 if page else 1
    rows.append(
        [Button(label("Show more"), data(NAME, "reasons", card.case_id, other))]
    )
    rows.append([Button(label("Back"), data(NAME, "card", card.case_id))])
    return Inline(rows)


def _refused(number: str, code: str) -> Text:
    return _(
        "No. {id}: not passed on. {reason}", id=number, reason=REASONS[code].button
    )


def _fact_form(asks: str, question: Text, check: Check) -> Form:
    step = Step(name="fact", ask=question, label=label("Reason"), check=check)
    return Form(name=f"refuse_{asks}", steps=(step,), submit=_submit_refusal)


FORMS: Final = (
    Form(
        name="question",
        steps=(
            Step(
                name="question",
                ask=_("What do you want to ask the author?"),
                label=label("Question"),
                check=_check,
            ),
        ),
        submit=_submit_question,
    ),
    _fact_form("contact", _("Who can help? Write the service and its phone."), _check),
    _fact_form("id", _("What is the number of the similar proposal?"), _check_number),
    _fact_form("link", _("Where is it submitted? The author will read this."), _check),
)

FEATURE = Feature(
    name=NAME,
    commands={"queue": show},
    about={"queue": _("read what waits for moderation")},
    rights={"queue": "case.moderate"},
    buttons={
        "pass": numbered(pass_on, 2),
        "ask": numbered(ask),
        "reasons": numbered(show_reasons, 2),
        "refuse": numbered(refuse),
        "later": numbered(skip),
        "card": numbered(show_again),
    },
    forms=FORMS,
)
