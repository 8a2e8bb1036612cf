"""A group's digest on a screen: when it comes, and what may be done with it."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from bot.context import Context
from bot.i18n import Content, _, bold, full_date, label, lines, ngettext
from bot.keyboards import Button, Inline, column, data
from bot.models import WorkingGroup
from bot.services.digest import budget
from bot.services.digest.budget import Week
from bot.services.places import groups, schedules
from bot.services.places.schedules import Schedule
from bot.services.team import access
from bot.words.codes import schedule

DIGEST: Final = "digest.1"
CHOICE: Final = "sched.1"
_NEXT: Final = 3
_HOUR: Final = 60  # minutes


def title(context: Context, group: WorkingGroup) -> Content:
    """Say when a group's digest comes, with the next dates by the group's clock."""
    moments = islice(schedules.coming(group, context.now), _NEXT)
    local = [schedules.locally(group, each) for each in moments]
    until = group.digest_paused_until
    is_paused = until is not None and schedules.is_paused(group, context.now)
    return lines(
        bold(groups.name(group, context.language)),
        schedule(group.digest_weekday, group.digest_monthday, group.digest_time),
        _("Paused; digests come again from {date}", date=full_date(until))
        if until and is_paused
        else "",
        _("Next ones, by the clock of {zone}:", zone=group.time_zone) if local else "",
        *(_("• {moment}", moment=each) for each in local),
    )


def waiting(week: Week) -> Content:
    """Say what found no room among the messages of a chat's week."""
    return lines(
        _("Seven days bring {n} messages at most.", n=budget.MOST) if any(week) else "",
        _(
            "No room was left on {date}: the next digest tells it.",
            date=full_date(week.left_out),
        )
        if week.left_out
        else "",
        ngettext("{n} call for ideas waits.", "{n} calls for ideas wait.", n=week.calls)
        if week.calls
        else "",
    )


async def ways(context: Context, group: WorkingGroup) -> Inline:
    """List what somebody may do with a group's digest."""
    may = await access.actions(context.session, context.someone.id, group.id)
    buttons = [
        Button(label("Preview for me"), data(DIGEST, "preview", group.id)),
        Button(label("Send now"), data(DIGEST, "now", group.id)),
    ]
    if "digest.publish" in may:
        public = data("pub.1", "open", group.id)
        buttons.append(Button(label("You said — we did"), public))
    if "group.schedule" in may:
        buttons += _of_schedule(context, group)
    buttons.append(Button(label("Open the group"), data("net.1", "show", group.id)))
    return column(*buttons)


def numbers(asked: Schedule) -> Sequence[int]:
    """Write a schedule as numbers for a button: monthly or not, day, minute."""
    is_monthly = asked.weekday is None
    day = asked.monthday if is_monthly else asked.weekday
    return int(is_monthly), day or 0, asked.at.hour * _HOUR + asked.at.minute


def _of_schedule(context: Context, group: WorkingGroup) -> Sequence[Button]:
    buttons = [Button(label("Day and time"), data(CHOICE, "days", group.id))]
    if schedules.of(group) is None:
        return buttons
    if schedules.is_paused(group, context.now):
        resume = data(DIGEST, "resume", group.id)
        buttons.append(Button(label("End the pause"), resume))
    else:
        buttons.append(Button(label("Pause"), data(CHOICE, "pauses", group.id)))
    buttons.append(Button(label("No digest"), data(DIGEST, "off", group.id)))
    return buttons
