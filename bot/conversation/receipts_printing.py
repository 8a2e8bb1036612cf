"""Receipts on paper of what was entered for people: their links stand nowhere else."""

from collections.abc import Sequence

import structlog

from bot import paper
from bot.context import Context
from bot.i18n import _, lines, translator
from bot.models import Community
from bot.paper import Block, Kind, Sheet
from bot.saying import File
from bot.services.days.deadlines import local_day
from bot.services.entering.submitting import Entered
from bot.services.places import groups

log = structlog.get_logger(__name__)


async def send(
    context: Context, community: Community, entered: Sequence[Entered]
) -> None:
    """Send the receipts of all that was entered, as one file."""
    caption = _("Receipts: give each to its author. A link works once.")
    file = File(*await _printed(context, _sheet(context, community, entered)), caption)
    context.owe("sendDocument", file.render(context.translator))


async def _printed(context: Context, sheet: Sheet) -> tuple[str, bytes]:
    """Print receipts, or write them as plain text when that fails."""
    words = translator(context.language)
    try:
        return "receipts.pdf", await paper.print_sheet(sheet, words)
    except Exception as error:  # noqa: BLE001 - whatever fails, the ideas are entered
        log.warning("receipts were not printed", why=type(error).__name__)
        return "receipts.txt", sheet.plain(words).encode()


def _sheet(context: Context, community: Community, entered: Sequence[Entered]) -> Sheet:
    name = groups.name(community, context.language)
    today = local_day(context.now)
    blocks: list[Block] = []
    for each in entered:
        link = f"https://t.me/{context.bot_username}?start=f_{each.token}"
        blocks += [
            Block(_("No. {id}, {date}", id=each.number, date=today), Kind.TITLE),
            Block(lines(name, _("What becomes of it: {link}", link=link)), link=link),
            Block("", Kind.BLANK),
        ]
    return Sheet(_("Receipts"), blocks)
