"""The next step of a case: what is told with it, what the author reads, the yes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import agenda, canned_words, typed
from bot.conversation.form import Answers, Choice, Choices, Form, Free, Step
from bot.features import Feature
from bot.i18n import Content, Text, _, full_date, label, paragraphs, quote
from bot.keyboards import Button, column, data
from bot.models import Case
from bot.models.canned import Use
from bot.models.case import Status
from bot.presses import go_below, numbered, read_place
from bot.services.cases import decisions, leading
from bot.services.days import typed_numbers
from bot.services.steps import case_news, documents, group_cases, step_text
from bot.services.steps.ways import Way
from bot.words.codes import STATUSES
from bot.words.groups import GROUP_REASONS, NEXT_STEPS

NAME: Final = "step.1"
_ORDER: Final = tuple(Status)  # buttons bear a status by its place
_FACT: Final = typed.short(typed.FACT)
_OFTEN: Final = {
    "reason": Use.REASON,
    "next_step": Use.NEXT_STEP,
    "body": Use.BODY,
    "contact": Use.CONTACT,
}
_WHEN: Final = {
    Status.AGENDA: _("On which day is the meeting? For example, 21.11.2026"),
    Status.DOING: _("By which day is it expected? For example, 21.11.2026"),
    Status.DEFERRED: _("When will the group come back to it? For example, 21.11.2026"),
}


async def begin(_update: Update, context: Context) -> None:
    """Ask for what must be told with a step."""
    case_id, to = int(context.arguments[0]), read_place(context, 1, _ORDER)
    case, way = await leading.check(context.session, context.someone.id, case_id, to)
    if "document" in way.asks and not await _documents(context, {"case": case_id}):
        add = Button(label("Add a document"), data("doc.1", "add", case.group_id))
        context.edit(_("Add the document first."), column(add))
        return
    go_below(context)
    known = await leading.known(context.session, case, way)
    asks = [each for each in way.asks if each not in known]
    meets = context.arguments[2:3] == [str(agenda.IN_MEETING)]
    given = {"case": case_id, "to": to.value, "asks": asks, "meets": meets}
    await context.begin("step", group=case.group_id, **given, **known)


async def _way(context: Context, answers: Answers) -> tuple[Case, Way]:
    person_id = context.someone.id
    return await leading.check(
        context.session, person_id, answers["case"], answers["to"]
    )


def _unasked(fact: str) -> Callable[[Context, Answers], Awaitable[bool]]:
    async def is_unasked(_context: Context, answers: Answers) -> bool:
        return fact not in answers["asks"]

    return is_unasked


async def _check_number(context: Context, answers: Answers, text: str) -> str:
    number = typed_numbers.bare(text)
    case, _way_there = await _way(context, answers)
    await leading.check_original(context.session, case, number)
    return number


async def _documents(context: Context, answers: Answers) -> Sequence[Choice]:
    person_id = context.someone.id
    led = await group_cases.card(context.session, person_id, answers["case"])
    found = await documents.list_of(context.session, person_id, led.case.group_id)
    return [
        Choice(str(each.id), each.title, detail=_document(each.title, each.adopted_on))
        for each in found
    ]


def _document(title: str, day: date) -> Text:
    return _("{title}, {date}", title=title, date=full_date(day))


async def _when(_context: Context, answers: Answers) -> Content:
    return _WHEN[Status(answers["to"])]


async def _facts(context: Context, way: Way, answers: Answers) -> dict[str, str]:
    facts = {fact: answers[fact] for fact in way.asks}
    for fact in facts.keys() & _OFTEN.keys():
        facts[fact] = await canned_words.words(
            context, answers["case"], _OFTEN[fact], facts[fact]
        )
    return facts


async def _preview(context: Context, answers: Answers) -> Content:
    case, way = await _way(context, answers)
    given = await _facts(context, way, answers)
    facts = await leading.complete(context.session, case, way, given)
    led = await group_cases.card(context.session, context.someone.id, case.id)
    told = step_text.tell(way.to, facts, is_concern=led.is_concern)
    if _is_kept(way, answers):
        hears = _("It is told when you announce the decisions of the meeting.")
    else:
        only_receipt = await case_news.only_receipt(
            context.session, case.submission_id, case.group_id
        )
        hears = step_text.hears(_told_at(), only_receipt=only_receipt)
    return paragraphs(_("The author will read:"), quote(told), hears)


def _is_kept(way: Way, answers: Answers) -> bool:
    """Tell whether a step waits until the decisions of the meeting are announced."""
    meets: bool = answers.get("meets", False)
    return way.decided or (meets and way.to in decisions.IN_MEETING)


def _told_at() -> str:
    return f"{case_news.TOLD_AT:%H:%M}"


async def _submit(context: Context, answers: Answers) -> None:
    _case, way = await _way(context, answers)
    is_kept = _is_kept(way, answers)
    take = decisions.decide if is_kept else leading.take
    case = await take(
        context.session,
        context.someone.id,
        answers["case"],
        to=way.to,
        facts=await _facts(context, way, answers),
    )
    named = {"id": str(case.submission_id), "status": STATUSES[way.to]}
    if answers.get("meets"):
        context.say(_("No. {id}: decided: {status}", **named))
        context.unit.pressed = None  # the preview; the next case stands below
        await agenda.show_next(context, case.group_id, after=case.id)
        return
    buttons = [Button(label("Open the case"), data("cases.1", "card", case.id))]
    if is_kept:
        said = _("No. {id}: decided: {status}", **named)
        announce = data("decide.1", "ask", case.group_id)
        buttons.insert(0, Button(label("Announce decisions"), announce))
    else:
        said = _("No. {id}: {status}", **named)
    board = Button(label("Group’s cases"), data("cases.1", "board", case.group_id))
    context.say(said, column(*buttons, board))


def _home(answers: Answers) -> Button:
    case_id, of = answers["case"], label("Back to the case")
    if answers.get("meets") and "group" in answers:
        return Button(of, agenda.at(answers["group"], case_id))
    return Button(of, data("cases.1", "card", case_id))


def _typed(name: str, ask: Text, button: Text) -> Step:
    often = canned_words.offered(_OFTEN[name]) if name in _OFTEN else None
    step = typed.team_text(name, ask, button, _FACT, choices=often)
    return replace(step, skip_if=_unasked(name))


def _named(fact: str, codes: Mapping[str, tuple[Text, Text]]) -> Choices:
    """Offer what everybody may say, and what the group says often."""

    async def offer(context: Context, answers: Answers) -> Sequence[Choice]:
        often = await canned_words.choices(context, answers["case"], _OFTEN[fact])
        return [*(Choice(code, name) for code, (name, _full) in codes.items()), *often]

    return offer


FORM: Final = Form(
    name="step",
    steps=(
        Step(
            name="reason",
            ask=_("What is the reason? Choose one, or write it in a sentence."),
            label=label("Reason"),
            check=_FACT,
            choices=_named("reason", GROUP_REASONS),
            skip_if=_unasked("reason"),
            free=Free.TEAM,
        ),
        Step(
            name="next_step",
            ask=_("What is the next step? Choose one, or write it in a sentence."),
            label=label("Next step"),
            check=_FACT,
            choices=_named("next_step", NEXT_STEPS),
            skip_if=_unasked("next_step"),
            free=Free.TEAM,
        ),
        _typed(
            "body",
            _("Who is in charge? Name the service, not a person."),
            label("In charge"),
        ),
        _typed("contact", _("How can people reach them?"), label("Contact")),
        _typed("result", _("What has been done?"), label("Result")),
        Step(
            name="id",
            ask=_("Under which number will the group consider it?"),
            label=label("Number"),
            check=_check_number,
            skip_if=_unasked("id"),
            free=Free.NO,
        ),
        Step(
            name="document",
            ask=_("Which document is it in now?"),
            label=label("Document"),
            choices=_documents,
            skip_if=_unasked("document"),
        ),
        Step(
            name="date",
            ask=_when,
            label=label("Day"),
            check=typed.day_ahead,
            skip_if=_unasked("date"),
            free=Free.NO,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Confirm"),
    home=_home,
)

FEATURE: Final = Feature(
    name=NAME, needs="case.lead", buttons={"begin": numbered(begin, 2)}, forms=(FORM,)
)
