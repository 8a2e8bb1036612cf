"""What is published, as a file for those who compute (`/export`)."""

import asyncio
from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, ngettext, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered, read_place
from bot.saying import File
from bot.services.days.deadlines import local_day
from bot.services.exporting import files, reading
from bot.services.exporting.columns import Cell
from bot.services.figures.open_figures_text import LICENCE
from bot.services.places import file_names, groups
from bot.services.team import access
from bot.words.codes import NOT_ALL

NAME: Final = "export.1"
_MOST: Final = 5_000  # rows of a file that leaves as a message
_ALL: Final = 0  # in the place of a group's number
_KINDS: Final = ("csv", "xlsx", "json")


async def begin(_update: Update, context: Context) -> None:
    """Ask of which group, if there are several."""
    mine = await groups.list_for(context.session, context.someone.id, "export")
    may_all = "export" in await access.actions(context.session, context.someone.id)
    if len(mine) == 1 and not may_all:
        context.say(*await _page(context, mine[0].id))
        return
    every = Button(label("Whole network"), data(NAME, "show", _ALL))
    if not may_all:
        own_groups.check_few(mine)
    elif len(mine) > own_groups.MOST_BUTTONS:
        mine = []  # the file names the community of each proposal
    named = [own_groups.button(context, each, NAME, "show") for each in mine]
    buttons = [every, *named] if may_all else named
    context.say(_("Published proposals of which group?"), column(*buttons))


async def show(_update: Update, context: Context) -> None:
    """Tell how much there is of a group, and in which formats."""
    context.edit(*await _page(context, int(context.arguments[0])))


async def send(_update: Update, context: Context) -> None:
    """Send a file."""
    group_id, kind = int(context.arguments[0]), read_place(context, 1, _KINDS)
    rows = await _rows(context, group_id or None)
    written = await asyncio.to_thread(files.write_all, kind, rows)
    day = local_day(context.now)
    name = await file_names.stem(context.session, group_id or None, day)
    _send(context, f"{name}.{kind}", written, _("Published proposals"))
    if kind == "csv":
        meanings = files.write_dictionary()
        _send(context, f"{name}-dictionary.csv", meanings, _("What the columns mean"))


def _send(context: Context, name: str, content: bytes, what: Content) -> None:
    caption = paragraphs(_("{what}, {licence}.", what=what, licence=LICENCE), NOT_ALL)
    file = File(name, content, caption)
    context.owe("sendDocument", file.render(context.translator))


async def _rows(context: Context, group_id: int | None) -> list[Sequence[Cell]]:
    session = context.session
    scope = await reading.take(session, context.someone.id, group_id)
    if await reading.count(session, scope) > _MOST:
        raise UserError(
            _(
                "This is too much for a message. Operators can write it with “viche "
                "export”."
            )
        )
    return [row async for row in reading.rows(session, scope)]


async def _page(context: Context, group_id: int) -> tuple[Content, Inline]:
    session = context.session
    scope = await reading.scope(session, context.someone.id, group_id or None)
    n = await reading.count(session, scope)
    buttons = [
        Button(kind.upper(), data(NAME, "send", group_id, at))
        for at, kind in enumerate(_KINDS)
    ]
    content = paragraphs(
        bold(_("Published proposals")),
        ngettext("{n} proposal is shown.", "{n} proposals are shown.", n=n),
        _("The file has texts as they were shown, statuses, days and votes."),
        _("No authors, no concerns, no unread texts. Votes under 5 are hidden."),
    )
    return content, Inline([buttons] if n else [])


FEATURE: Final = Feature(
    name=NAME,
    needs="export",
    commands={"export": begin},
    about={"export": _("published proposals as a file")},
    buttons={"show": numbered(show), "send": numbered(send, 2)},
)
