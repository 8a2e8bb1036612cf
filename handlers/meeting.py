"""The day of a group's next meeting, and what follows from it (`/meeting`)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import own_groups
from bot.conversation.form import Answers, Form, Free, Step
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.models import Notice
from bot.presses import go_below, numbered, read_day
from bot.saying import Saying
from bot.services.days import meeting_days, typed_days
from bot.services.days.deadlines import local_day
from bot.services.meetings import ending, planning
from bot.services.meetings.planning import Plan
from bot.services.places import groups

NAME: Final = "meet.1"


async def begin(_update: Update, context: Context) -> None:
    """Show a group's next meeting, or set its day if one was typed."""
    typed = " ".join(context.arguments)
    day = typed_days.read_ahead(typed, local_day(context.now)) if typed else None
    to = (NAME, "set", int(f"{day:%Y%m%d}")) if day else (NAME, "show")
    ask = _("The meeting of which group?")
    group = await own_groups.only(context, "group.meeting", ask, to)
    if group is not None and day is not None:
        await _choose(context, group.id, day)
    elif group is not None:
        await _show(context, group.id)


async def show(_update: Update, context: Context) -> None:
    """Show a group's next meeting."""
    await _show(context, int(context.arguments[0]))


async def choose(_update: Update, context: Context) -> None:
    """Keep a day."""
    await _choose(context, int(context.arguments[0]), read_day(context, 1))


async def cancel(_update: Update, context: Context) -> None:
    """Plan no meeting."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    plan = await planning.cancel(context.session, person_id, group_id)
    _saved(context, plan)


async def ask(_update: Update, context: Context) -> None:
    """Ask for another day."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    await planning.look(context.session, person_id, group_id)
    go_below(context)
    await context.begin("meeting", group=group_id)


async def ask_decisions(session: AsyncSession, notice: Notice) -> Saying | None:
    """Ask the secretary what the meeting decided."""
    meeting = await ending.told(session, notice)
    if meeting is None:
        return None
    buttons = column(
        Button(
            label("Go through the agenda"),
            data("agenda.1", "pass", meeting.group_id, 0),
        ),
        Button(label("The next meeting"), data(NAME, "show", meeting.group_id)),
    )
    by = meeting_days.answers_by(meeting.day)
    said = _(
        "The group’s meeting was on {date}. What did it decide? Authors wait until "
        "{by}.",
        date=meeting.day,
        by=by,
    )
    return Saying(said, buttons)


async def _show(context: Context, group_id: int) -> None:
    plan = await planning.look(context.session, context.someone.id, group_id)
    context.edit(_told(context, plan), _ways(context, plan))


async def _choose(context: Context, group_id: int, day: date) -> None:
    person_id = context.someone.id
    plan = await planning.choose(context.session, person_id, group_id, day)
    _saved(context, plan)


def _saved(context: Context, plan: Plan) -> None:
    said = paragraphs(_("Changes saved."), _told(context, plan))
    context.edit(said, _ways(context, plan))


def _told(context: Context, plan: Plan) -> Content:
    group, day = plan.group, plan.group.meets_on
    return paragraphs(
        bold(groups.name(group, context.language)),
        _("No meeting is planned.") if day is None else lines(*_days(plan, day)),
        _("They met last on {date}.", date=full_date(plan.last)) if plan.last else "",
        _("Only the day is shown here. The secretariat tells the hour and the place."),
    )


def _days(plan: Plan, day: date) -> Sequence[Text]:
    """Tell what follows from the day of a meeting."""
    collects, digest = meeting_days.collects_until(day), meeting_days.digest_day(day)
    return [
        _("The next meeting: {date}", date=full_date(day)),
        _("Ideas for it: by {date}", date=collects),
        _("Digest before it: {date}", date=digest)
        if plan.has_digest
        else _(
            "The day of the digest before the meeting has passed. To send one: "
            "/digest now"
        ),
        _("Authors are answered by {date}", date=meeting_days.answers_by(day)),
        _("On the agenda: {n}", n=plan.on_agenda),
    ]


def _ways(context: Context, plan: Plan) -> Inline:
    group = plan.group
    today = local_day(context.now, group.time_zone)
    usual = [
        Button(full_date(day), _set(group.id, day))
        for day in planning.usual(today, plan.last)
        if day != group.meets_on
    ]
    rows = in_rows(usual, 2)
    rows.append([Button(label("Another day"), data(NAME, "ask", group.id))])
    rows.append([Button(label("Agenda"), data("agenda.1", "show", group.id, 0))])
    if group.meets_on is not None:
        rows.append([Button(label("No meeting"), data(NAME, "cancel", group.id))])
    return Inline(rows)


def _set(group_id: int, day: date) -> str:
    return data(NAME, "set", group_id, f"{day:%Y%m%d}")


async def _check(context: Context, _answers: Answers, text: str) -> str:
    today = local_day(context.now)
    day = typed_days.read(text, today)
    planning.check(day, today)
    return day.isoformat()


async def _submit(context: Context, answers: Answers) -> None:
    day = date.fromisoformat(answers["day"])
    await _choose(context, answers["group"], day)


FORM: Final = Form(
    name="meeting",
    steps=(
        Step(
            name="day",
            ask=_("On which day is the meeting? For example, 21.11.2026"),
            label=label("Day"),
            check=_check,
            free=Free.NO,
        ),
    ),
    submit=_submit,
    counted=False,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="group.meeting",
    commands={"meeting": begin},
    about={"meeting": _("set the day of the next meeting")},
    buttons={
        "show": numbered(show),
        "set": numbered(choose, 2),
        "ask": numbered(ask),
        "cancel": numbered(cancel),
    },
    forms=(FORM,),
    notices={ending.OVER: ask_decisions},
)
