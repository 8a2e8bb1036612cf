"""Lists of ideas, read line by line: each is looked over like any free text."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from bot.errors import UserError
from bot.i18n import DEFAULT_LANGUAGE, _
from bot.services.checks import examining
from bot.services.checks.dangers import Danger
from bot.services.places import sheets
from bot.services.places.sheets import Fault
from bot.services.texts import languages, proposal_text

MOST: Final = 100  # of one list
MILITARY: Final = _("Military matters and shelling must not be entered.")
_LARGEST: Final = 1_000_000  # bytes
_NEVER: Final = "\x1f"  # divides nothing: a line is one idea, with all its commas
_ENCODINGS: Final = ("utf-8-sig", "cp1251")


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody said; `calls` if it sounds like a call for help.

    Without `relay` its author is asked nothing, even once they follow it: they may be
    a child.
    """

    text: str
    calls: bool = False
    relay: bool = True

    @property
    def language(self) -> str:
        """Tell what its author reads, by what they said."""
        return languages.of(self.text) or DEFAULT_LANGUAGE


Read = tuple[Sequence[Idea], Sequence[Fault]]


def of_message(text: str) -> Read:
    """Read a message: one idea a line.

    Lines too short for an idea are no fault where all of it can be one idea.
    """
    numbered = list(enumerate(text.splitlines(), start=1))
    read, faults = _read(numbered)
    if faults:
        loose = _read(numbered, shortest=1)
        if not loose[1] and together(loose[0]) is not None:
            return loose
    return read, faults


def together(found: Sequence[Idea]) -> Idea | None:
    """Make one idea of several lines, if they do as one."""
    if not found[1:]:
        return None
    try:
        return _check("\n".join(each.text for each in found))
    except UserError:
        return None


def too_short(found: Sequence[Idea]) -> Sequence[str]:
    """List the lines that are no ideas of their own."""
    return [e.text for e in found if len(e.text) < proposal_text.SHORTEST]


async def of_file(name: str, content: bytes) -> Read:
    """Read a file: the first column of a workbook, or the lines of a .csv file.

    A first line too short for an idea is a heading.
    """
    if name.lower().endswith(".csv"):
        told = list(_lines(content))
    else:
        rows = await sheets.read(content, columns=1, rows=MOST + 1, heading=False)
        told = [row[0] if row else "" for row in rows]
    numbered = list(enumerate(told, start=1))
    if told and len(told[0]) < proposal_text.SHORTEST:
        del numbered[0]
    return _read(numbered)


def kept(found: Sequence[Idea]) -> list[dict[str, Any]]:
    """Write ideas as they wait in a draft."""
    return [asdict(each) for each in found]


def _read(
    numbered: Sequence[tuple[int, str]], *, shortest: int = proposal_text.SHORTEST
) -> Read:
    said = [(number, text.strip()) for number, text in numbered if text.strip()]
    if not said:
        raise UserError(_("There is no idea in it."))
    if len(said) > MOST:
        raise UserError(_("The table has more than {n} lines.", n=MOST))
    ideas, faults = [], []
    for number, text in said:
        try:
            ideas.append(_check(text, shortest))
        except UserError as error:
            faults.append(Fault(number, error.text))
    return ideas, faults


def _check(text: str, shortest: int = proposal_text.SHORTEST) -> Idea:
    found = examining.examine(text)
    if found.is_military:
        raise UserError(MILITARY)
    if found.kinds:
        raise UserError(_("There is a name, phone, address or link in it."))
    return Idea(
        proposal_text.check(text, shortest),
        calls=bool(found.disclosed),
        relay=Danger.MINOR not in found.dangers,
    )


def _lines(content: bytes) -> Iterator[str]:
    """Read a .csv file; a cell in quotation marks may have lines of its own."""
    if len(content) > _LARGEST:
        raise UserError(_("This file is too big. One megabyte is the most."))
    text = _decoded(content).replace("\0", "")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_NEVER):
            yield " ".join("".join(row).rstrip(";,\t ").split())
    except csv.Error as error:
        raise UserError(_UNREADABLE) from error


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(_UNREADABLE)


_UNREADABLE: Final = _("This file cannot be read. Send a table as .csv or .xlsx.")
