"""The columns of an export, and what each of them means: its data dictionary."""

from typing import Final, NamedTuple

from bot.i18n import LANGUAGES, Text, _, translator
from bot.services.figures.open_figures_text import LICENCE
from bot.words.codes import NOT_ALL

Cell = str | int | None
ENTRY: Final = ("column", *(f"meaning_{language}" for language in LANGUAGES))


class Column(NamedTuple):
    """A column by its name in the file."""

    name: str
    meaning: Text


_IN_UKRAINIAN: Final = _("the same in Ukrainian")
_IN_ENGLISH: Final = _("the same in English")
_VOTES: Final = _("votes when voting was over; 1 to 4 are hidden")
COLUMNS: Final = (
    Column("number", _("number of the proposal; one line for each community")),
    Column("community", _("code of the community in the official register")),
    Column("community_uk", _IN_UKRAINIAN),
    Column("community_en", _IN_ENGLISH),
    Column("oblast_uk", _("oblast, in Ukrainian")),
    Column("oblast_en", _("oblast, in English")),
    Column("topic", _("code of the topic")),
    Column("topic_uk", _IN_UKRAINIAN),
    Column("topic_en", _IN_ENGLISH),
    Column("language", _("language in which it was written")),
    Column("text", _("text as it was shown to the community")),
    Column("translation", _("translation by the team into the other language")),
    Column("status", _("code of the status")),
    Column("status_uk", _IN_UKRAINIAN),
    Column("status_en", _IN_ENGLISH),
    Column("received", _("month in which it was sent")),
    Column("shown_on", _("day on which it was shown to the community")),
    Column("status_on", _("day of the last step")),
    Column("agree", _VOTES),
    Column("disagree", _VOTES),
    Column("unsure", _VOTES),
    Column("document", _("document in which it ended up")),
    Column("document_number", _("number of the document")),
    Column("document_on", _("day on which the document was adopted")),
    Column("document_link", _("link to the document")),
)
NAMES: Final = tuple(each.name for each in COLUMNS)
_DEFUSED: Final = _("In CSV and XLSX an apostrophe stands before signs of formulas.")


def dictionary() -> list[tuple[str, ...]]:
    """List what every column means in each language; licence and bounds at the end."""
    notes: tuple[tuple[str, Text | str], ...] = (
        ("licence", f"Viche, {LICENCE}"),
        ("note", NOT_ALL),
        ("note", _DEFUSED),
    )
    return [(name, *_in_each(text)) for name, text in (*COLUMNS, *notes)]


def in_each(names: dict[str, Text]) -> dict[str, tuple[str, ...]]:
    """Write names of codes in each language."""
    return {code: _in_each(text) for code, text in names.items()}


def _in_each(text: Text | str) -> tuple[str, ...]:
    return tuple(translator(language).plain(text) for language in LANGUAGES)
