"""Choosing when a digest comes: the usual days, any other one, or a pause."""

from datetime import time, timedelta
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import schedule
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.presses import numbered
from bot.services.days.deadlines import local_day
from bot.services.places.schedules import Schedule
from bot.services.places.typed_schedules import LAST_MONTHDAY
from bot.words.codes import EVERY_WEEKDAY, WEEKDAYS

NAME: Final = schedule.CHOICE
_HOURS: Final = (8, 9, 10, 11, 12, 14, 16, 18, 20)
_MONTHDAYS: Final = (1, 5, 10, 15, 20, 25)
_PAUSES: Final = (1, 2, 4, 8)  # weeks
_USUAL: Final = (
    (label("Every Monday, 09:00"), Schedule(time(9), weekday=0)),
    (label("Every Friday, 16:00"), Schedule(time(16), weekday=4)),
    (label("1st of the month, 10:00"), Schedule(time(10), monthday=1)),
)


async def choose_usual(_update: Update, context: Context) -> None:
    """Offer what most groups choose."""
    group_id = int(context.arguments[0])
    usual = [Button(name, _set(group_id, chosen)) for name, chosen in _USUAL]
    context.edit(
        _("When should the digest come?"),
        column(
            *usual,
            Button(label("Another weekday"), data(NAME, "week", group_id)),
            Button(label("Another day of month"), data(NAME, "month", group_id)),
            _back(group_id),
        ),
    )


async def choose_weekday(_update: Update, context: Context) -> None:
    """Ask on which day of the week the digest should come."""
    group_id = int(context.arguments[0])
    buttons = [
        Button(text, data(NAME, "hours", group_id, 0, number))
        for number, text in enumerate(WEEKDAYS)
    ]
    asked = _("On which day should the digest come?")
    context.edit(asked, _grid(buttons, 2, group_id))


async def choose_monthday(_update: Update, context: Context) -> None:
    """Ask on which day of the month the digest should come."""
    group_id = int(context.arguments[0])
    buttons = [
        Button(str(day), data(NAME, "hours", group_id, 1, day)) for day in _MONTHDAYS
    ]
    asked = _("On which day of the month should the digest come?")
    context.edit(asked, _grid(buttons, 3, group_id))


async def choose_time(_update: Update, context: Context) -> None:
    """Ask at what time the digest should come."""
    group_id, is_monthly, day = (int(each) for each in context.arguments[:3])
    if not (1 <= day <= LAST_MONTHDAY if is_monthly else day < len(WEEKDAYS)):
        raise OldButtonError
    named = (
        _("on day {day} of every month", day=str(day))
        if is_monthly
        else EVERY_WEEKDAY[day]
    )
    buttons = [
        Button(f"{hour:02}:00", _set(group_id, _schedule(is_monthly, day, hour)))
        for hour in _HOURS
    ]
    context.edit(
        _("Digest: {weekday}. At what time?", weekday=named),
        _grid(buttons, 3, group_id),
    )


async def choose_pause(_update: Update, context: Context) -> None:
    """Ask from which day the digest should come again."""
    group_id, today = int(context.arguments[0]), local_day(context.now)
    buttons = []
    for weeks in _PAUSES:
        until = today + timedelta(weeks=weeks)
        pressed = data(schedule.DIGEST, "pause", group_id, f"{until:%Y%m%d}")
        buttons.append(Button(_("From {date}", date=until), pressed))
    context.edit(
        _("From which day should it come again?"), column(*buttons, _back(group_id))
    )


def _schedule(is_monthly: int, day: int, hour: int) -> Schedule:
    if is_monthly:
        return Schedule(time(hour), monthday=day)
    return Schedule(time(hour), weekday=day)


def _set(group_id: int, chosen: Schedule) -> str:
    return data(schedule.DIGEST, "set", group_id, *schedule.numbers(chosen))


def _grid(buttons: list[Button], width: int, group_id: int) -> Inline:
    rows = in_rows(buttons, width)
    return Inline([*rows, [_back(group_id)]])


def _back(group_id: int) -> Button:
    return Button(label("Back"), data(schedule.DIGEST, "show", group_id))


FEATURE: Final = Feature(
    name=NAME,
    needs="group.schedule",
    buttons={
        "days": numbered(choose_usual),
        "week": numbered(choose_weekday),
        "month": numbered(choose_monthday),
        "hours": numbered(choose_time, 3),
        "pauses": numbered(choose_pause),
    },
)
