"""The network's digest in words, for coordinators and partners, in either language."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.i18n import (
    Content,
    Joined,
    Text,
    _,
    bold,
    full_date,
    lines,
    paragraphs,
    translator,
)
from bot.markup import Html
from bot.paper import Block, Sheet
from bot.services.days import small_cells
from bot.services.digest.digest_sheets import Sheets
from bot.services.figures.network_facts import COLUMNS, Cells, Network, Row
from bot.services.places import groups
from bot.words.concerns import SUBJECTS

_TOP: Final = 5
_SPARE: Final = 100  # for the count of groups without room
_NAMES: Final = {
    "received": _("Received: {n}"),
    "answered": _("First answers: {n}"),
    "in_doc": _("Included in documents: {n}"),
    "done": _("Implemented: {n}"),
}
_IN_ROW: Final = {
    "received": _("received {n}"),
    "answered": _("first answers {n}"),
    "in_doc": _("in documents {n}"),
    "done": _("implemented {n}"),
}
_TITLE: Final = _("Digest of the network")
_NOTES: Final = lines(
    _("Groups’ digests count from one digest to the next, this by months."),
    _(
        "Figures under five are hidden, and so are those from which they could be "
        "worked out."
    ),
)


def write(network: Network, language: str, most: int = 3) -> Sequence[Html]:
    """Write it in a language: the network above, its groups folded below.

    Groups that find no room in `most` messages are counted.
    """
    words = translator(language)
    more = words.html(bold(_("The digest, continued")))
    sheets = Sheets(words, [words.html(_screen(network)), more, more][:most])
    sheets.take(_NOTES)
    rows = (_row(each, language) for each in network.rows)
    left = sum(not sheets.take(row, spare=_SPARE) for row in rows)
    if left:
        sheets.take(_("And {n} more: see the print version.", n=left))
    return sheets.messages


def printed(network: Network, language: str) -> Sheet:
    """Write it for print, every group of it."""
    rows = (_row(each, language) for each in network.rows)
    told = (_period(network), *_figures(network), _NOTES, *rows)
    return Sheet(_TITLE, [Block(each) for each in told])


def letter(network: Network, language: str) -> dict[str, Any]:
    """Write it as a letter, every group of it, with a sheet to be printed."""
    words, period = translator(language), network.period
    rows = (_row(each, language) for each in network.rows)
    subject = _(
        "Digest of the network: {first} – {last}",
        first=full_date(period.first),
        last=full_date(period.last),
    )
    return {
        "subject": words.plain(subject),
        "html": words.html(paragraphs(_screen(network), _NOTES, *rows)),
        "sheet": printed(network, language).dump(words),
    }


def _screen(network: Network) -> Content:
    return paragraphs(lines(bold(_TITLE), _period(network)), *_figures(network))


def _period(network: Network) -> Content:
    period = network.period
    return lines(
        _(
            "From {first} to {last}",
            first=full_date(period.first),
            last=full_date(min(period.last, network.today)),
        ),
        _("The month is not over: this is counted until now.")
        if network.today <= period.last
        else "",
    )


def _figures(network: Network) -> Sequence[Content]:
    return [
        _("Working groups: {n}", n=len(network.rows)),
        lines(*_cells(network.totals)),
        _frequent(network.topics),
    ]


def _cells(cells: Cells) -> Iterator[Text]:
    for name in COLUMNS:
        yield _NAMES[name].filled(n=small_cells.told(cells[name]))


def _row(row: Row, language: str) -> Content:
    told = tuple(
        _IN_ROW[name].filled(n=small_cells.told(row.cells[name])) for name in COLUMNS
    )
    return lines(bold(groups.name(row.group, language)), Joined(", ", told))


def _frequent(topics: Cells) -> Content:
    known = [(code, n) for code, n in topics.items() if n]
    often = sorted(known, key=lambda each: (-each[1], each[0]))[:_TOP]
    if not often:
        return ""
    named = [_("{topic} — {n}", topic=SUBJECTS[code], n=n) for code, n in often]
    return _("Most frequent: {topics}", topics=Joined("; ", tuple(named)))
