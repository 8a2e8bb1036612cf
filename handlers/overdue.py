"""What is late: the promises of a group that the team has not kept (`/overdue`)."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups
from bot.errors import NO_GROUP, UserError
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, Inline, data, in_rows
from bot.models import WorkingGroup
from bot.models.case import WAITING
from bot.presses import numbered
from bot.services.figures import overdue
from bot.services.figures.overdue import Counts, Late
from bot.services.places import groups
from bot.services.team import access
from bot.words.codes import STATUSES

NAME: Final = "late.1"
_IN_A_ROW: Final = 3
_MOST: Final = 12  # groups on one screen: four counts of each have to fit


async def begin(_update: Update, context: Context) -> None:
    """Count what is late, group by group."""
    found = await overdue.by_group(context.session, context.someone.id)
    if not found:
        raise UserError(NO_GROUP)
    if len(found) == 1:
        context.say(*await _one(context, *found[0]))
        return
    context.say(*_page(context, found, 0))


async def turn_page(_update: Update, context: Context) -> None:
    """Show other groups."""
    found = await overdue.by_group(context.session, context.someone.id)
    context.edit(*_page(context, found, int(context.arguments[0])))


def _page(
    context: Context, found: Sequence[tuple[WorkingGroup, Counts]], page: int
) -> tuple[Content, Inline]:
    shown = found[page * _MOST : (page + 1) * _MOST]
    told = [_told(context, group, counts) for group, counts in shown]
    buttons = [
        [own_groups.button(context, group, NAME, "show")]
        for group, counts in shown
        if not counts.is_none
    ]
    if page > 0:
        buttons.append([Button(label("Back"), data(NAME, "page", page - 1))])
    if (page + 1) * _MOST < len(found):
        buttons.append([Button(label("Show more"), data(NAME, "page", page + 1))])
    return paragraphs(bold(_("What is late")), *told), Inline(buttons)


async def show(_update: Update, context: Context) -> None:
    """Show what is late in a group."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    found = await overdue.of_group(context.session, person_id, group_id)
    context.edit(*await _one(context, *found))


async def _one(
    context: Context, group: WorkingGroup, counts: Counts
) -> tuple[Content, Inline]:
    late = await overdue.late(context.session, context.someone.id, group.id)
    may = await access.actions(context.session, context.someone.id, group.id)
    content = paragraphs(
        _told(context, group, counts), lines(*(_line(each) for each in late))
    )
    rows = []
    if counts.unread and "case.moderate" in may:
        rows.append([Button(label("Open the queue"), data("queue.1", "open"))])
    if "case.lead" in may:
        led = [each for each in late if each.status not in WAITING]
        rows += _cards(led)
        board = data("cases.1", "board", group.id)
        rows.append([Button(label("Group’s cases"), board)])
    return content, Inline(rows)


def _cards(led: list[Late]) -> list[list[Button]]:
    buttons = [
        Button(_("No. {id}", id=each.number), data("cases.1", "card", each.case_id))
        for each in led
    ]
    return in_rows(buttons, _IN_A_ROW)


def _told(context: Context, group: WorkingGroup, counts: Counts) -> Content:
    title = bold(groups.name(group, context.language))
    if counts.is_none:
        return lines(title, _("Nothing is late."))
    return lines(title, *_counted(counts))


def _counted(counts: Counts) -> list[Text]:
    told = (
        (counts.unread, _("Not read by the promised day: {n}", n=counts.unread)),
        (counts.steps, _("The next step is late: {n}", n=counts.steps)),
        (counts.untold, _("Decided and not told in time: {n}", n=counts.untold)),
        (counts.long, _("Without a final answer for 30 days: {n}", n=counts.long)),
    )
    return [text for n, text in told if n]


def _line(late: Late) -> Text:
    return _(
        "No. {id}: {status}, by {date}",
        id=late.number,
        status=STATUSES[late.status],
        date=full_date(late.due),
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="group.late",
    commands={"overdue": begin},
    about={"overdue": _("see what your group has not done in time")},
    buttons={"show": numbered(show), "page": numbered(turn_page)},
)
