"""The figures of a group, for its team (`/stats`)."""

from datetime import date, timedelta
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models import WorkingGroup
from bot.presses import numbered
from bot.services import figures, figures_text, groups
from bot.services.deadlines import local_day
from bot.services.periods import Period

NAME: Final = "stats.1"
_BUTTON: Final = 24  # characters of a label; domain, style
_MONTH, _QUARTER, _YEAR, _LAST_YEAR = range(4)
_PERIODS: Final = {
    _MONTH: label("30 days"),
    _QUARTER: label("90 days"),
    _YEAR: label("This year"),
    _LAST_YEAR: label("Last year"),
}


async def begin(_update: Update, context: Context) -> None:
    """Show the last 30 days of a group; ask of which, if there are several."""
    mine = await groups.list_for(context.session, context.someone.id, "group.figures")
    if not mine:
        raise UserError(_("There is no working group here yet."))
    if len(mine) == 1:
        context.say(*await _page(context, mine[0].id, _MONTH))
        return
    buttons = [
        Button(_short(context, each), data(NAME, "show", each.id, _MONTH))
        for each in mine
    ]
    context.say(_("Figures of which group?"), column(*buttons))


async def show(update: Update, context: Context) -> None:
    """Show another period."""
    group_id, period = (int(each) for each in context.arguments[:2])
    if period not in _PERIODS:
        await old_button(update, context)
        return
    context.edit(*await _page(context, group_id, period))


async def _page(context: Context, group_id: int, chosen: int) -> tuple[Content, Inline]:
    person_id, today = context.someone.id, local_day(context.now)
    period = _period(chosen, today)
    group, found = await figures.of_group(context.session, person_id, group_id, period)
    buttons = [
        Button(text, data(NAME, "show", group_id, each))
        for each, text in _PERIODS.items()
        if each != chosen
    ]
    title = groups.name(group, context.language)
    return figures_text.write(title, period, found), Inline([buttons[:2], buttons[2:]])


def _period(chosen: int, today: date) -> Period:
    if chosen == _LAST_YEAR:
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if chosen == _YEAR:
        return Period(date(today.year, 1, 1), today)
    days = 90 if chosen == _QUARTER else 30
    return Period(today - timedelta(days=days - 1), today)


def _short(context: Context, group: WorkingGroup) -> str:
    return clip(groups.short(group, context.language), _BUTTON)


FEATURE: Final = Feature(
    name=NAME,
    needs="group.figures",
    commands={"stats": begin},
    about={"stats": _("figures of your group")},
    buttons={"show": numbered(show, 2)},
)
