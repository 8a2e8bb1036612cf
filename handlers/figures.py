"""Open figures of each month, for everybody (`/figures`)."""

from datetime import date
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, _, label
from bot.keyboards import Button, Inline, data, in_rows
from bot.presses import numbered
from bot.services.figures import open_figures, open_figures_text

NAME: Final = "figures.1"
_MONTHS: Final = 12
_IN_A_ROW: Final = 3


async def begin(_update: Update, context: Context) -> None:
    """Show the newest month."""
    months = await open_figures.months(context.session)
    if not months:
        context.say(_("There are no figures yet: they come after the first month."))
        return
    context.say(*await _page(context, months[0]))


async def show(_update: Update, context: Context) -> None:
    """Show another month."""
    month = _month(context)
    if month not in await open_figures.months(context.session):
        raise OldButtonError
    context.edit(*await _page(context, month))


async def send(_update: Update, context: Context) -> None:
    """Send a month as a file."""
    month = _month(context)
    told = await _of(context, month)
    if told is None:
        raise OldButtonError
    written = open_figures_text.write_csv(month, told)
    licence = open_figures_text.LICENCE
    caption = _("Open figures, {licence}. Not representative.", licence=licence)
    context.send_file(f"viche-{month:%Y-%m}.csv", written, caption)


async def _page(context: Context, month: date) -> tuple[Content, Inline]:
    told = await _of(context, month) or {}
    others = [
        Button(f"{each:%m.%Y}", data(NAME, "show", f"{each:%Y%m}"))
        for each in (await open_figures.months(context.session))[:_MONTHS]
        if each != month
    ]
    rows = in_rows(others, _IN_A_ROW)
    file = Button(label("As a CSV file"), data(NAME, "csv", f"{month:%Y%m}"))
    return open_figures_text.write(month, told), Inline([[file], *rows])


async def _of(context: Context, month: date) -> open_figures.Tables | None:
    return await open_figures.of_month(context.session, month)


def _month(context: Context) -> date:
    """Read a month such as 202611 off a button."""
    year, month = divmod(int(context.arguments[0]), 100)
    is_month = 2000 <= year <= 2100 and 1 <= month <= 12  # noqa: PLR2004 - a calendar's
    if not is_month:
        raise OldButtonError
    return date(year, month, 1)


FEATURE: Final = Feature(
    name=NAME,
    needs="anybody",
    commands={"figures": begin},
    about={"figures": _("open figures of each month")},
    buttons={"show": numbered(show), "csv": numbered(send)},
)
