"""Files of what is published: CSV, XLSX and JSON, written row by row."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final, Protocol

from openpyxl import Workbook
from typing_extensions import override

from bot.services.exporting.columns import ENTRY, NAMES, Cell, dictionary
from bot.services.exporting.defusing import defuse
from bot.services.figures.open_figures_text import LICENCE


class Writer(Protocol):
    """Writes a file, of which it holds little."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin the file."""

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row."""

    def close(self) -> None:
        """Bring the file to its end; whoever opened it closes it."""


class Csv(Writer):
    """Comma-separated values; the mark in front tells spreadsheets the encoding."""

    @override
    def __init__(self, file: BinaryIO) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        self._rows = csv.writer(self._text, quoting=csv.QUOTE_NONNUMERIC)
        self._rows.writerow(NAMES)

    @override
    def write(self, row: Sequence[Cell]) -> None:
        self._rows.writerow(_defused(row))

    @override
    def close(self) -> None:
        self._text.flush()
        self._text.detach()


class Json(Writer):
    """One object: licence, columns, and the proposals, one a line."""

    @override
    def __init__(self, file: BinaryIO) -> None:
        self._file, self._between = file, "\n"
        head = {"licence": LICENCE, "columns": [_entry(row) for row in dictionary()]}
        self._put(json.dumps(head, ensure_ascii=False)[:-1] + ', "proposals": [')

    @override
    def write(self, row: Sequence[Cell]) -> None:
        told = dict(zip(NAMES, row, strict=True))
        self._put(self._between + json.dumps(told, ensure_ascii=False))
        self._between = ",\n"

    @override
    def close(self) -> None:
        self._put("\n]}\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode())


class Xlsx(Writer):
    """A workbook: the proposals, on as many sheets as they need, and the dictionary."""

    @override
    def __init__(self, file: BinaryIO) -> None:
        self._file, self._book, self._written = file, Workbook(write_only=True), 0

    @override
    def write(self, row: Sequence[Cell]) -> None:
        if self._written % _ROOM == 0:
            self._sheet = self._book.create_sheet(
                f"proposals {self._written // _ROOM + 1}"
            )
            self._sheet.append(NAMES)
        self._sheet.append(_defused(row))
        self._written += 1

    @override
    def close(self) -> None:
        entries = self._book.create_sheet("dictionary")
        for row in (ENTRY, *dictionary()):
            entries.append(_defused(row))
        self._book.save(self._file)


_MOST: Final = 1_048_576  # rows of a sheet; Excel's own limit
_ROOM: Final = _MOST - 1  # below the heading
WRITERS: Final[Mapping[str, type[Writer]]] = {"csv": Csv, "xlsx": Xlsx, "json": Json}


def write_dictionary() -> bytes:
    """Write the dictionary and the licence, which a CSV file has no room for."""
    file = io.BytesIO()
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    rows.writerows([ENTRY, *map(_defused, dictionary())])
    text.flush()
    return file.getvalue()


def write_all(kind: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write a small file at once."""
    file = io.BytesIO()
    writer = WRITERS[kind](file)
    for row in rows:
        writer.write(row)
    writer.close()
    return file.getvalue()


def _defused(row: Sequence[Cell]) -> list[Cell]:
    return [defuse(cell) if isinstance(cell, str) else cell for cell in row]


def _entry(row: Sequence[str]) -> dict[str, str]:
    return dict(zip(ENTRY, row, strict=True))
