"""Passing a text to a service at once: who is in charge, and until when."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import canned_words, cards, typed
from bot.conversation.form import Answers, Choice, Form
from bot.features import Feature
from bot.i18n import Content, _, label, ngettext, paragraphs, quote, translator
from bot.models.canned import Use
from bot.models.case import Status
from bot.presses import go_below, numbered
from bot.services.days.deadlines import local_day
from bot.services.moderating import queue
from bot.services.moderating.cards import Card
from bot.services.moderating.verdicts import Order
from bot.services.steps import case_news, step_text
from bot.services.texts import categories, owners
from bot.words.concerns import BODIES, SHORT_BODIES

NAME: Final = "refer.1"
_TERMS: Final = (7, 14, 30)  # days


async def begin(_update: Update, context: Context) -> None:
    """Ask who is in charge; the card stays in sight."""
    card, seen = await cards.pressed(context), int(context.arguments[1])
    go_below(context)
    await context.begin("refer", case=card.case_id, seen=seen)


async def _bodies(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer the bodies, the usual ones and the group's own first."""
    card = await queue.get_card(context.session, context.someone.id, answers["case"])
    often = await canned_words.choices(context, card.case_id, Use.BODY)
    usual = owners.of(card.topic, card.body)
    others = [code for code in SHORT_BODIES if code not in usual]
    return [*_bodies_of(usual), *often, *_bodies_of(others)]


def _bodies_of(codes: Sequence[str]) -> Sequence[Choice]:
    return [Choice(code, SHORT_BODIES[code]) for code in codes]


async def _days(context: Context, _answers: Answers) -> Sequence[Choice]:
    """Offer the usual terms, each as the day on which it ends."""
    today = local_day(context.now)
    return [
        Choice(
            (today + timedelta(n)).isoformat(),
            ngettext("In {n} day", "In {n} days", n=n),
        )
        for n in _TERMS
    ]


async def _named(context: Context, card: Card, body: str) -> str:
    """Name a chosen body in the language of the author; what was typed stays."""
    if body not in BODIES:
        return await canned_words.words(context, card.case_id, Use.BODY, body)
    return translator(card.language).plain(BODIES[body])


async def _preview(context: Context, answers: Answers) -> Content:
    person_id = context.someone.id
    card = await queue.get_card(context.session, person_id, answers["case"])
    told = {
        "body": await _named(context, card, answers["body"]),
        "by": answers["date"],
    }
    is_concern = categories.is_concern(card.topic)
    words = step_text.tell(Status.REFERRED, told, is_concern=is_concern)
    at = f"{case_news.TOLD_AT:%H:%M}"
    only_receipt = await case_news.only_receipt(
        context.session, int(card.number), card.group.id
    )
    return paragraphs(
        _("The author will read:"),
        quote(words),
        step_text.hears(at, only_receipt=only_receipt),
    )


async def _submit(context: Context, answers: Answers) -> None:
    case_id, person_id = answers["case"], context.someone.id
    card = await queue.get_card(context.session, person_id, case_id)
    body = await _named(context, card, answers["body"])
    facts = {"body": body, "by": answers["date"]}
    await cards.give(context, card, Order(facts=facts, seen=answers["seen"]))
    context.unit.pressed = None  # the preview; the decision stands below it
    shown = BODIES.get(answers["body"], body)
    told = _("No. {id}: passed to: {body}", id=card.number, body=shown)
    cards.decided(context, card, told)
    await cards.show_next(context, after=case_id)


FORM: Final = Form(
    name="refer",
    steps=(
        typed.team_text(
            "body",
            _("Who is in charge? Name the service, not a person."),
            label("In charge"),
            typed.short(typed.FACT),
            choices=_bodies,
        ),
        typed.team_text(
            "date",
            _("By which day do they reply? For example, 21.11.2026"),
            label("Day"),
            typed.day_ahead,
            choices=_days,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Pass to a service"),
    home=cards.home,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    buttons={"begin": numbered(begin, 2)},
    forms=(FORM,),
)
