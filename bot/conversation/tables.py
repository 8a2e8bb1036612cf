"""Tables that the team sends as files: fetched, and told what is wrong with them."""

import base64
from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.api import DOWNLOAD, LARGEST_FILE
from bot.context import Context
from bot.errors import UserError
from bot.i18n import Content, Text, _, bold, lines, paragraphs
from bot.services.places.sheets import Fault

_SHOWN: Final = 10  # faults told at once


def fetch(update: Update, context: Context, purpose: str) -> None:
    """Fetch a file that was sent; its name and its message come back with it."""
    document = update.message.document if update.message else None
    if document is None:
        return
    if (document.file_size or 0) > LARGEST_FILE:
        raise UserError(_("This file is too big. One megabyte is the most."))
    ending = (document.file_name or "").rsplit(".", 1)[-1].lower()
    note = [f"table.{ending}", context.unit.incoming]
    context.ask(DOWNLOAD, {"file_id": document.file_id}, purpose=purpose, note=note)


def content(context: Context) -> bytes:
    """Open a file that was fetched."""
    packed = (context.result.get("result") or {}).get("base64")
    if packed is None:
        raise UserError(_("The file could not be fetched. Please send it again."))
    return base64.b64decode(packed)


def told(heading: Text, faults: Sequence[Fault]) -> Content:
    """Tell what is wrong, line by line; the last ones by their count."""
    more = len(faults) - _SHOWN
    return paragraphs(
        bold(heading),
        lines(
            *(
                _("Line {line}: {what}", line=str(each.line), what=each.what)
                for each in faults[:_SHOWN]
            ),
            _("… and {n} more", n=more) if more > 0 else "",
        ),
    )
