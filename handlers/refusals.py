"""Not passing on: the reason, the words that the author will read, and then the yes."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import canned_words, cards, typed
from bot.conversation.form import Answers, Check, Choices, Form
from bot.conversation.pages import FIRST, MORE
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, paragraphs, quote, translator
from bot.keyboards import Button, Inline, column, data
from bot.models.canned import Use
from bot.presses import go_below, numbered, read_word
from bot.services.days import typed_numbers
from bot.services.moderating import moderation, queue, refusal_text
from bot.services.moderating.cards import Card
from bot.services.moderating.refusal_text import Refusal
from bot.services.moderating.verdicts import Order
from bot.services.texts import categories
from bot.words.codes import REASONS

NAME: Final = "refuse.1"
_PAGE: Final = 8
_NO_PICTURE: Final = "M13"
_UNCLEAR: Final = "M05"  # its text is a question: the author is asked


async def show_reasons(_update: Update, context: Context) -> None:
    """Show the reasons for not passing on, under the card."""
    card = await cards.pressed(context)
    page = int(context.arguments[1])
    context.edit(
        cards.with_below(context, card, bold(_("Choose a reason"))),
        _reasons(card, page),
    )


async def choose(_update: Update, context: Context) -> None:
    """Show what the author will read; some reasons need a fact for it first."""
    card, seen, code = await _chosen(context)
    reason = REASONS[code]
    if reason.asks is not None:
        go_below(context)
        known = {"fact": card.group.appeals} if reason.asks == "link" else {}
        given = {name: fact for name, fact in known.items() if fact}
        await context.begin(
            f"refuse_{reason.asks}", case=card.case_id, seen=seen, reason=code, **given
        )
    else:
        context.edit(
            cards.with_below(context, card, await _will_read(context, card, code, {})),
            _confirm(card, code, seen),
        )


async def confirm(_update: Update, context: Context) -> None:
    """Do not pass on; a text that is unclear is asked about."""
    card, seen, code = await _chosen(context)
    if code == _UNCLEAR:
        await _ask(context, card, seen)
    else:
        await _refuse(context, card, Order(code, seen=seen))
    await cards.show_next(context, after=card.case_id)


async def _chosen(context: Context) -> tuple[Card, int, str]:
    """Get the card, what of its text was seen, and the reason of a button."""
    seen, code = int(context.arguments[1]), read_word(context, 2, REASONS)
    return await cards.pressed(context), seen, code


async def _ask(context: Context, card: Card, seen: int) -> None:
    question = translator(card.language).plain(_full(card, _UNCLEAR))
    await cards.give(context, card, Order(facts={"question": question}, seen=seen))
    cards.decided(context, card, _("No. {id}: the author is asked.", id=card.number))


async def _check_number(context: Context, answers: Answers, text: str) -> str:
    number = typed_numbers.bare(text)
    await moderation.check_original(
        context.session, context.someone.id, answers["case"], number
    )
    return number


async def _preview(context: Context, answers: Answers) -> Content:
    code, case_id = answers["reason"], answers["case"]
    card = await queue.get_card(context.session, context.someone.id, case_id)
    return await _will_read(context, card, code, await _facts(context, answers))


async def _submit(context: Context, answers: Answers) -> None:
    case_id = answers["case"]
    card = await queue.get_card(context.session, context.someone.id, case_id)
    context.unit.pressed = None  # the preview; the decision stands below it
    facts = await _facts(context, answers)
    order = Order(answers["reason"], facts, answers["seen"])
    await _refuse(context, card, order)
    await cards.show_next(context, after=case_id)


async def _refuse(context: Context, card: Card, order: Order) -> None:
    await cards.give(context, card, order)
    told = _refused(card, order.reason or "")
    if order.reason == moderation.DUPLICATE:
        undo = data("merge.1", "undo", card.case_id)
        cards.tell(context, told, Button(label("Separate again"), undo))
    else:
        cards.decided(context, card, told)


async def _facts(context: Context, answers: Answers) -> dict[str, str]:
    fact = answers["fact"]
    said = await canned_words.words(context, answers["case"], Use.CONTACT, fact)
    return {str(REASONS[answers["reason"]].asks): said}


async def _will_read(
    context: Context, card: Card, code: str, facts: dict[str, str]
) -> Content:
    if code == _UNCLEAR:
        return paragraphs(_("The author will be asked:"), quote(_full(card, code)))
    status, contact = moderation.status_of(code), card.group.hears_doubts
    is_concern = categories.is_concern(card.topic)
    refusal = Refusal(status, code, facts, contact, is_concern)
    words = await refusal_text.write(context.session, refusal)
    return paragraphs(_("The author will read:"), quote(words))


def _full(card: Card, code: str) -> Text:
    is_concern = categories.is_concern(card.topic)
    return refusal_text.full(code, is_concern=is_concern)


def _reasons(card: Card, page: int) -> Inline:
    case_id, seen = card.case_id, card.draft.revision
    # Who reads it could have sent a picture, and would be told that none is taken.
    fit = [
        code for code in REASONS if code != _NO_PICTURE or not card.group.takes_photos
    ]
    codes = fit[page * _PAGE : (page + 1) * _PAGE]
    rows = [
        [Button(REASONS[code].button, data(NAME, "choose", case_id, seen, code))]
        for code in codes
    ]
    name, other = (FIRST, 0) if page else (MORE, 1)
    rows.append([Button(name, data(NAME, "reasons", card.case_id, other))])
    rows.append([Button(label("Back"), data("queue.1", "card", card.case_id))])
    return Inline(rows)


def _confirm(card: Card, code: str, seen: int) -> Inline:
    page = list(REASONS).index(code) // _PAGE
    yes = label("Ask the author") if code == _UNCLEAR else label("Do not pass on")
    return column(
        Button(yes, data(NAME, "confirm", card.case_id, seen, code)),
        Button(label("Back"), data(NAME, "reasons", card.case_id, page)),
    )


def _refused(card: Card, code: str) -> Text:
    reason = REASONS[code].button
    return _("No. {id}: not passed on. {reason}", id=card.number, reason=reason)


def _fact_form(
    asks: str, question: Text, check: Check, choices: Choices | None = None
) -> Form:
    step = typed.team_text("fact", question, label("Edit"), check, choices=choices)
    return Form(
        name=f"refuse_{asks}",
        steps=(step,),
        preview=_preview,
        submit=_submit,
        submit_label=label("Do not pass on"),
        home=cards.home,
    )


_FACT: Final = typed.short(typed.FACT)
_OFTEN: Final = canned_words.offered(Use.CONTACT)
FORMS: Final = (
    _fact_form(
        "contact", _("Who can help? Write the service and its phone."), _FACT, _OFTEN
    ),
    _fact_form("id", _("What is the number of the similar message?"), _check_number),
    _fact_form(
        "link", _("Where is it submitted? The author will read this."), _FACT, _OFTEN
    ),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={
        "reasons": numbered(show_reasons, 2),
        "choose": numbered(choose, 2),
        "confirm": numbered(confirm, 2),
    },
    forms=FORMS,
)
