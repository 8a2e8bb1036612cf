"""A workbook written row by row: the parts of Office Open XML that a table needs.

openpyxl takes thirty times as long: a million rows would be an hour.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from bot.services.exporting.columns import Cell

MOST: Final = 1_048_576  # rows of a sheet; Excel's own limit
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Workbook:
    """Sheets one after the other; of none more than a row is held."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self._names: list[str] = []
        self._part: IO[bytes] | None = None

    def add_sheet(self, name: str) -> None:
        """Begin a sheet; the one before is at its end."""
        self._end()
        self._names.append(name)
        path = f"xl/worksheets/sheet{len(self._names)}.xml"
        self._part = self._zip.open(path, "w", force_zip64=True)
        self._put(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>')

    def append(self, row: Sequence[Cell]) -> None:
        """Write a row."""
        self._put(f"<row>{''.join(map(_cell, row))}</row>")

    def close(self) -> None:
        """Write what names the sheets; whoever opened the file closes it."""
        self._end()
        for path, text in _frame(self._names):
            self._zip.writestr(path, _HEAD + text)
        self._zip.close()

    def _end(self) -> None:
        if self._part is not None:
            self._put("</sheetData></worksheet>")
            self._part.close()

    def _put(self, text: str) -> None:
        if self._part is not None:
            self._part.write(text.encode())


def _cell(value: Cell) -> str:
    """Write a cell; texts stand in it as such, so that none is read as a formula."""
    if value is None:
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    numbered = list(enumerate(names, start=1))
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
            f'ContentType="{_TYPE}.worksheet+xml"/>'
            for n, _name in numbered
        )
        + "</Types>",
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n, _name in numbered]
    yield "xl/_rels/workbook.xml.rels", _relations(sheets)
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in numbered
    )
    sheets_of = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    yield "xl/workbook.xml", f"{sheets_of}{named}</sheets></workbook>"


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    opening = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return f"{opening}{written}</Relationships>"
