"""Writing of what worries: the text, a preview with details, the receipt."""

from datetime import timedelta
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, collecting, guard, typed
from bot.conversation.form import Answers, Form, Step, among
from bot.features import Feature
from bot.i18n import Content, Joined, _, bold, label, lines, ngettext, paragraphs, quote
from bot.presses import go_below
from bot.services.cases import urgent
from bot.services.days import deadlines
from bot.services.places import groups
from bot.services.sending import concerns
from bot.services.sending.concerns import Concern
from bot.services.sending.proposals import Receipt
from bot.services.team import safety
from bot.services.texts import categories, proposal_text
from bot.services.texts.categories import Category
from bot.words.codes import WHOM
from bot.words.concerns import CATEGORIES, LASTING, NO_EMERGENCY_LINE, NOW, UNDER_AGE

NAME: Final = "concern_form.1"


async def begin_again(_update: Update, context: Context) -> None:
    """Begin anew; why the last one was not passed on stays in sight."""
    since = context.unit.pressed
    go_below(context)
    await context.begin("worry", since=since and since + 1)


async def _choose_again(context: Context, answers: Answers) -> None:
    """Go back to the categories."""
    await context.begin("worry", danger="no", **guard.carried(answers))


def _category(answers: Answers) -> Category:
    return categories.every()[answers["category"]]


async def _ask_text(context: Context, answers: Answers) -> Content:
    category = _category(answers)
    question = _("What worries you? Describe the situation, not people.")
    return paragraphs(
        await _quicker(context, answers),
        bold(CATEGORIES[category.code]),
        await _for_children(context, answers),
        lines(question, "" if category.has_place else _pattern()),
    )


async def _quicker(context: Context, answers: Answers) -> Content:
    """Tell who helps more quickly than a message: without a place it cannot."""
    category, codes = _category(answers), await addressees.codes(context)
    phones = await concerns.phones(context.session, category, codes)
    return lines(
        NOW.get(category.now, ""),
        *(
            _("Call the group’s phone on duty for faster help: {duty}.", duty=phone)
            for phone in phones
        ),
    )


async def _for_children(context: Context, answers: Answers) -> Content:
    if answers["category"] != categories.CHILDREN:
        return ""
    line = await safety.helping(
        context.session, "child", communities=(), language=context.language
    )
    return lines(UNDER_AGE, line)


def _pattern() -> Content:
    return _("Tell what keeps happening or what is missing: no place and no names.")


async def _is_placeless(_context: Context, answers: Answers) -> bool:
    return not _category(answers).has_place


async def _preview(context: Context, answers: Answers) -> Content:
    category = _category(answers)
    return paragraphs(
        await _quicker(context, answers),
        bold(_("Please check before sending:")),
        quote(answers["text"]),
        lines(
            *await addressees.told(context, answers),
            _("Concern: {topic}", topic=CATEGORIES[category.code]),
            *_details(answers),
        ),
        "" if category.has_place else _pattern(),
        _("Who sees it: moderators, then the group. The author is not shown."),
    )


def _details(answers: Answers) -> list[Content]:
    shown: list[Content] = []
    if answers.get("place"):
        shown.append(_("Place: {place}", place=answers["place"]))
    if answers.get("lasting"):
        shown.append(_("How long: {lasting}", lasting=LASTING[answers["lasting"]]))
    if answers.get("whom"):
        named = Joined(", ", tuple(WHOM[code] for code in answers["whom"]))
        shown.append(_("Whom it affects: {whom}", whom=named))
    return shown


async def _submit(context: Context, answers: Answers) -> None:
    meant = await addressees.chosen(context, answers)
    concern = Concern(
        text=answers["text"],
        category=_category(answers),
        communities=[each.code for each in meant],
        place=answers.get("place"),
        lasting=answers.get("lasting"),
        whom=answers.get("whom") or (),
        relay=answers.get("relay", True),
    )
    if not concern.category.is_urgent:  # who warns of a danger is always heard
        await collecting.check_sending(context, concern.communities)
    receipt = await concerns.submit(
        context.session, context.someone, concern, context.address
    )
    names = [groups.name(each, context.language) for each in receipt.groups]
    await context.show_menu(
        paragraphs(
            _received(context, receipt),
            _("Who reads it: {groups}", groups=", ".join(names)),
            await _meanwhile(context, answers),
        )
    )


def _received(context: Context, receipt: Receipt) -> Content:
    number, day = receipt.number, receipt.due
    if day == deadlines.local_day(context.now):
        return _(
            "Thank you! Your message is No. {id}. The group’s team will read it today. "
            "The answer will come here.",
            id=number,
        )
    return _(
        "Thank you! Your message is No. {id}. The group’s team will read it by {date}. "
        "The answer will come here.",
        id=number,
        date=day,
    )


async def _meanwhile(context: Context, answers: Answers) -> Content:
    """Tell what happens at once with what is urgent, and what does not happen here."""
    if not _category(answers).is_urgent:
        return ""
    at_most = urgent.ALERT_EVERY // timedelta(minutes=1)
    return paragraphs(
        _(
            "It is urgent, so we alert the group’s team at once, within {minutes} at "
            "the latest.",
            minutes=ngettext("{n} minute", "{n} minutes", n=at_most),
        ),
        await _quicker(context, answers),
        NO_EMERGENCY_LINE,
    )


FORM: Final = Form(
    name="concern",
    steps=(
        Step(name="text", ask=_ask_text, label=label("Text"), check=typed.whole),
        addressees.STEP,
    ),
    details=(
        Step(
            name="place",
            ask=_(
                "In which village or town, or near what? No exact address is needed."
            ),
            label=label("Place"),
            check=typed.short(proposal_text.PLACE_LONGEST),
            optional=True,
            skip_if=_is_placeless,
        ),
        Step(
            name="lasting",
            ask=_("How long has it been going on?"),
            label=label("How long"),
            choices=among(LASTING),
            optional=True,
        ),
        Step(
            name="whom",
            ask=_("Whom does it affect?"),
            label=label("Whom it affects"),
            choices=among(WHOM),
            several=True,
            optional=True,
        ),
    ),
    preview=_preview,
    submit=_submit,
    words=("text",),
    behind=_choose_again,
)

FEATURE: Final = Feature(
    name=NAME, needs="person", buttons={"again": begin_again}, forms=(FORM,)
)
