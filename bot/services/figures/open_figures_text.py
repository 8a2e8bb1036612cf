"""What is published of a month: as a message, and as a file for those who compute."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from bot.i18n import LANGUAGES, Content, Text, _, bold, lines, paragraphs, translator
from bot.services.days import small_cells
from bot.services.figures.figures import NOT_SAID
from bot.services.figures.open_figures import Cells, Tables
from bot.words.codes import NOT_ALL, STATUSES, WHEREABOUTS
from bot.words.concerns import SUBJECTS
from bot.words.outcomes import OUTCOME_ANSWERS

LICENCE: Final = "CC BY 4.0"
_TITLES: Final[Mapping[str, Text]] = {
    "received": _("Received"),
    "kinds": _("What was sent"),
    "proposals": _("Topics of proposals"),
    "concerns": _("What worries people"),
    "selves": _("Who wrote, as they say themselves"),
    "answers": _("First answers"),
    "reached": _("How far cases came"),
    "better": _("Did it get better? Authors say"),
    "helped": _("Did the answer help? Authors say"),
}
_CELLS: Final[Mapping[str, Text]] = {
    "all": _("In all"),
    "proposal": _("Proposals"),
    "concern": _("Worries"),
    NOT_SAID: _("Not said"),
    "in_time_percent": _("In the promised time, percent"),
    "median_hours": _("Half of them within, hours"),
}
_NAMES: Final[Mapping[str, Text]] = {
    **SUBJECTS,
    **WHEREABOUTS,
    **STATUSES,
    **OUTCOME_ANSWERS,
    **_CELLS,
}
_HEAD: Final = ("month", "table", "cell", "n", "table_uk", "cell_uk", "table_en")


def write(month: date, told: Tables) -> Content:
    """Write a month for reading."""
    return paragraphs(
        lines(bold(_("Open figures: {month}", month=f"{month:%m.%Y}")), NOT_ALL),
        *(lines(bold(_TITLES[name]), *_lines(told[name])) for name in _shown(told)),
        _("Licence: {licence}. A small figure is hidden.", licence=LICENCE),
    )


def write_csv(month: date, told: Tables) -> str:
    """Write a month as CSV, in both languages; what is hidden is an empty cell."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([*_HEAD, "cell_en"])
    for name in _shown(told):
        for cell, n in _in_order(told[name]):
            words = [_in(each, t) for each in LANGUAGES for t in _named(name, cell)]
            shown = "" if n is None else n
            rows.writerow([f"{month:%Y-%m}", name, cell, shown, *words])
    rows.writerow(
        [f"{month:%Y-%m}", "licence", LICENCE, "", *[""] * len(LANGUAGES) * 2]
    )
    notes = [each for language in LANGUAGES for each in ("", _in(language, NOT_ALL))]
    rows.writerow([f"{month:%Y-%m}", "note", "not_representative", "", *notes])
    return written.getvalue()


def _shown(told: Tables) -> list[str]:
    return [name for name in _TITLES if told.get(name)]


def _lines(cells: Cells) -> Iterator[Text]:
    for cell, n in _in_order(cells):
        yield _("{name}: {n}", name=_NAMES[cell], n=small_cells.told(n))


def _in_order(cells: Cells) -> Sequence[tuple[str, int | None]]:
    """Order cells as menus do: the database keeps them in none."""
    order = list(_NAMES)
    return sorted(cells.items(), key=lambda each: order.index(each[0]))


def _named(table: str, cell: str) -> tuple[Text, Text]:
    return _TITLES[table], _NAMES[cell]


def _in(language: str, text: Text) -> str:
    return translator(language).plain(text)
