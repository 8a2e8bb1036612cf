"""The figures of a group, for its team (`/stats`)."""

from datetime import date, timedelta
from typing import Final

from telegram import Update

from bot import charts
from bot.charts import Bar, Panel
from bot.context import Context
from bot.conversation import own_groups
from bot.features import Feature
from bot.i18n import Content, Text, _, label
from bot.keyboards import Button, Inline, data
from bot.presses import numbered, read_place
from bot.saying import Picture
from bot.services.days.deadlines import local_day
from bot.services.days.periods import Period
from bot.services.figures import figures, figures_text
from bot.services.figures.figures import Figures
from bot.services.places import groups
from bot.words.concerns import SUBJECTS

NAME: Final = "stats.1"
_MONTH, _QUARTER, _YEAR, _LAST_YEAR = range(4)
_PERIODS: Final = {
    _MONTH: label("30 days"),
    _QUARTER: label("90 days"),
    _YEAR: label("This year"),
    _LAST_YEAR: label("Last year"),
}
_ORDER: Final = tuple(_PERIODS)


async def begin(_update: Update, context: Context) -> None:
    """Show the last 30 days of a group; ask of which, if there are several."""
    ask, to = _("Figures of which group?"), (NAME, "show", _MONTH)
    group = await own_groups.only(context, "group.figures", ask, to)
    if group is not None:
        context.say(*await _page(context, group.id, _MONTH))


async def show(_update: Update, context: Context) -> None:
    """Show another period."""
    group_id, period = int(context.arguments[0]), read_place(context, 1, _ORDER)
    context.edit(*await _page(context, group_id, period))


async def draw(_update: Update, context: Context) -> None:
    """Draw the figures of a period."""
    group_id, chosen = int(context.arguments[0]), read_place(context, 1, _ORDER)
    person_id, period = context.someone.id, _period(chosen, local_day(context.now))
    group, found = await figures.of_group(context.session, person_id, group_id, period)
    title = groups.name(group, context.language)
    drawn = await charts.draw(title, _panels(context, found))
    picture = Picture("figures.png", drawn, figures_text.brief(title, period, found))
    context.owe("sendPhoto", picture.render(context.translator))


def _panels(context: Context, found: Figures) -> list[Panel]:
    say = context.translator.plain
    topics = [Bar(say(SUBJECTS[each]), n) for each, n in figures_text.topics(found)]
    way = [Bar(say(name), n) for name, n in _way(found)]
    way += [Bar(say(_BETTER), found.better.yes, theirs=True)]
    said = Panel(say(_("Most frequent topics")), topics)
    return [Panel(say(_("From word to deed")), way), *([said] if topics else [])]


def _way(found: Figures) -> list[tuple[Text, int]]:
    return [
        (_("Received"), found.received),
        (_("First answers"), found.answered),
        (_("Supported by the group"), found.supported),
        (_("Included in a document"), found.in_doc),
        (_("Implemented"), found.done),
    ]


_BETTER: Final = _("It got better, say authors")


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
    picture = Button(label("As a picture"), data(NAME, "chart", group_id, chosen))
    rows = [buttons[:2], buttons[2:], [picture]]
    return figures_text.write(title, period, found), Inline(rows)


def _period(chosen: int, today: date) -> Period:
    if chosen == _LAST_YEAR:
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if chosen == _YEAR:
        return Period(date(today.year, 1, 1), today)
    days = 90 if chosen == _QUARTER else 30
    return Period(today - timedelta(days=days - 1), today)


FEATURE: Final = Feature(
    name=NAME,
    needs="group.figures",
    commands={"stats": begin},
    about={"stats": _("figures of your group")},
    buttons={"show": numbered(show, 2), "chart": numbered(draw, 2)},
)
