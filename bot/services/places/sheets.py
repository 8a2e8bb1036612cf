"""Tables that people send as .xlsx files, read without trusting them."""

import asyncio
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import load_workbook

from bot.errors import UserError
from bot.i18n import Text, _


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line; the first one is line 1."""

    line: int
    what: Text


LARGEST: Final = 5_000_000  # bytes of all that is packed in a file
_DEEPEST: Final = 5_000  # lines that are looked at: most are empty, with borders


async def read(
    content: bytes, *, columns: int, rows: int, heading: bool = True
) -> Sequence[Sequence[str]]:
    """Read the first sheet below its heading, cells as text, empty rows as such.

    Formulas are not computed: what a program wrote as their result counts.
    """
    try:
        found = await asyncio.to_thread(_rows, content, columns)
    except Exception as error:  # whatever the parser stumbles over
        raise UserError(
            _("This file cannot be read. Send a table as .xlsx.")
        ) from error
    told = found[heading:]
    if sum(any(row) for row in told) > rows or len(found) > _DEEPEST:
        raise UserError(_("The table has more than {n} lines.", n=rows))
    return told


def _rows(content: bytes, columns: int) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > LARGEST:
            raise ValueError("too much is packed")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=_DEEPEST + 1, max_col=columns, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    finally:
        book.close()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
