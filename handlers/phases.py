"""The plan of a community's round: which days it collects, votes and decides."""

from datetime import date
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Free, Step
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Phase
from bot.models.phase import PhaseKind
from bot.presses import go_below, numbered, read_place
from bot.services.days import typed_days
from bot.services.days.deadlines import local_day
from bot.services.voting import ballots, phases
from bot.services.voting.phases import NAMES, Planned

NAME: Final = "phase.1"
_ORDER: Final = tuple(PhaseKind)  # buttons bear a phase by its place


async def show_plan(_update: Update, context: Context) -> None:
    """Show the phases of a community, each to be set."""
    await _show(context, *context.arguments[:2])


async def begin(_update: Update, context: Context) -> None:
    """Ask for the days of a phase."""
    group_id, digits = context.arguments[:2]
    kind = read_place(context, 2, _ORDER).value
    await _check_right(context, int(group_id), digits)
    go_below(context)
    await context.begin("phase", group=int(group_id), digits=digits, kind=kind)


async def clear(_update: Update, context: Context) -> None:
    """Take a phase out of the plan."""
    group_id, digits = context.arguments[:2]
    phase = _code(digits), read_place(context, 2, _ORDER)
    await phases.clear(context.session, context.someone.id, int(group_id), phase)
    await _show(context, group_id, digits)


async def _show(context: Context, group_id: str, digits: str) -> None:
    await _check_right(context, int(group_id), digits)
    planned = await phases.of(context.session, _code(digits))
    buttons = [
        Button(name, data(NAME, "set", group_id, digits, _ORDER.index(PhaseKind(kind))))
        for kind, name in NAMES.items()
    ]
    buttons += [
        Button(
            _("Clear: {name}", name=NAMES[kind]),
            data(NAME, "clear", group_id, digits, _ORDER.index(PhaseKind(kind))),
        )
        for kind in planned
    ]
    back = Button(label("Back"), data("voting.1", "show", group_id, digits))
    told = [_line(NAMES[kind], phase) for kind, phase in planned.items()]
    context.edit(
        paragraphs(
            bold(_("Plan of the round")),
            lines(*told) if told else _NOTHING,
            _("Choose a phase to set its days."),
        ),
        column(*buttons, back),
    )


_NOTHING: Final = _(
    "Nothing is planned: ideas are collected at any time, and people vote when you "
    "open it."
)


def _line(name: Text, phase: Phase) -> Text:
    return _days(name, phase.first_day, phase.last_day)


def _days(name: Text, first: date, last: date) -> Text:
    return _(
        "{phase}: from {first} to {last}",
        phase=name,
        first=full_date(first),
        last=full_date(last),
    )


async def _check_right(context: Context, group_id: int, digits: str) -> None:
    person_id = context.someone.id
    await ballots.access_community(context.session, person_id, group_id, _code(digits))


def _code(digits: str) -> str:
    return f"UA{digits}"


async def _check_first(_context: Context, _answers: Answers, text: str) -> str:
    return typed_days.read(text).isoformat()


async def _check_last(context: Context, answers: Answers, text: str) -> str:
    last = typed_days.read_ahead(text, local_day(context.now))
    planned = _planned({**answers, "last": last.isoformat()})
    await phases.check(context.session, planned)
    return last.isoformat()


def _planned(answers: Answers) -> Planned:
    return Planned(
        code=_code(answers["digits"]),
        kind=PhaseKind(answers["kind"]),
        first=date.fromisoformat(answers["first"]),
        last=date.fromisoformat(answers["last"]),
    )


async def _preview(_context: Context, answers: Answers) -> Content:
    planned = _planned(answers)
    return paragraphs(
        bold(_("Please check the days:")),
        _days(NAMES[planned.kind], planned.first, planned.last),
        _EFFECTS[planned.kind],
    )


_EFFECTS: Final = {
    PhaseKind.COLLECT: _(
        "On other days nobody can send a proposal. What worries people is always taken."
    ),
    PhaseKind.VOTE: _(
        "Voting opens and ends by itself. Once it has ended, nobody can tell who "
        "voted how."
    ),
    PhaseKind.DECIDE: _(
        "Before its first day the group decides nothing that people vote on."
    ),
    PhaseKind.RESULTS: _("From its first day people see what the voting came to."),
}


async def _submit(context: Context, answers: Answers) -> None:
    planned, group_id = _planned(answers), answers["group"]
    await phases.plan(context.session, context.someone.id, group_id, planned)
    back = data(NAME, "plan", group_id, answers["digits"])
    context.say(
        lines(_("Saved."), _days(NAMES[planned.kind], planned.first, planned.last)),
        column(Button(label("Plan of the round"), back)),
    )


FORM: Final = Form(
    name="phase",
    steps=(
        Step(
            name="first",
            ask=_("On which day does it begin? For example, 21.11.2026"),
            label=label("First day"),
            check=_check_first,
            free=Free.NO,
        ),
        Step(
            name="last",
            ask=_("On which day does it end? For example, 21.11.2026"),
            label=label("Last day"),
            check=_check_last,
            free=Free.NO,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Confirm"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="ballot.open",
    buttons={
        "plan": numbered(show_plan, 2),
        "set": numbered(begin, 3),
        "clear": numbered(clear, 3),
    },
    forms=(FORM,),
)
