"""Texts in two languages: marked where they are written, translated where they leave.

`_("Queue: {n}", n=3)` makes a Text; nobody translates it until a Translator renders
it in the language of the person who will read it.
"""

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.markup import Html, escape

LANGUAGES: Final = ("uk", "en")
DEFAULT_LANGUAGE: Final = "uk"
LOCALES: Final = Path(__file__).parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to be said, in no language yet.

    Values may be texts, strings, counts (ints, grouped by the language's rules),
    dates, datetimes (in the zone they carry). Numbers of submissions go in as strings.
    """

    msgid: str
    plural: str | None = None
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def filled(self, **values: object) -> "Text":
        """Give values to a sentence that was marked without them."""
        return replace(self, values=values)


def _(msgid: str, /, **values: object) -> Text:
    """Mark a sentence for translation, with the values of its placeholders."""
    return Text(msgid, None, values)


def label(msgid: str, /, **values: object) -> Text:
    """Mark what stands on a button: at most 24 characters in every language."""
    return Text(msgid, None, values)


def full_date(day: date) -> Text:
    """Write a day with its year."""
    return _("{date} {year}", date=day, year=str(day.year))


@dataclass(frozen=True, slots=True)
class Joined:
    """Several contents with something between them; empty ones are left out."""

    between: str
    parts: tuple["Content", ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A content inside an HTML tag, which may have an attribute."""

    tag: str
    content: "Content"


@dataclass(frozen=True, slots=True)
class Linked:
    """A content that opens an address."""

    url: str
    content: "Content"


@dataclass(frozen=True, slots=True)
class Unless:
    """A content that is not told to who reads a language."""

    language: str
    content: "Content"


Content = Text | Joined | Tagged | Linked | Unless | str


def lines(*parts: Content) -> Joined:
    """Set contents one under the other."""
    return Joined("\n", parts)


def paragraphs(*parts: Content) -> Joined:
    """Set contents as paragraphs."""
    return Joined("\n\n", parts)


def bold(content: Content) -> Tagged:
    """Set a content in bold."""
    return Tagged("b", content)


def quote(content: Content) -> Tagged:
    """Set a content as a quotation."""
    return Tagged("blockquote", content)


def folded(content: Content) -> Tagged:
    """Set a content as a quotation of which the first lines show until it is opened."""
    return Tagged("blockquote expandable", content)


def ngettext(one: str, many: str, /, **values: object) -> Text:
    """Mark a sentence whose form follows the count `n` among its values."""
    return Text(one, many, values)


class Translator:
    """Renders texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _load(language)

    def plain(self, content: Content) -> str:
        """Render for buttons, alerts and files, where there is no HTML."""
        if isinstance(content, str):
            return content
        if isinstance(content, Joined):
            parts = [self.plain(part) for part in content.parts]
            return content.between.join(part for part in parts if part)
        if isinstance(content, Tagged | Linked):
            return self.plain(content.content)
        if isinstance(content, Unless):
            is_told = content.language != self.language
            return self.plain(content.content) if is_told else ""
        values = {key: self._plain_value(each) for key, each in content.values.items()}
        return self._lookup(content).format_map(values)

    def html(self, content: Content) -> Html:
        """Render for messages; every value is escaped, the catalogue's tags stay."""
        if isinstance(content, str):
            return escape(content)
        if isinstance(content, Joined):
            parts = [self.html(part) for part in content.parts]
            return Html(content.between.join(part for part in parts if part))
        if isinstance(content, Tagged):
            ends = content.tag.partition(" ")[0]
            return Html(f"<{content.tag}>{self.html(content.content)}</{ends}>")
        if isinstance(content, Linked):
            words = self.html(content.content)
            return Html(f'<a href="{escape(content.url)}">{words}</a>')
        if isinstance(content, Unless):
            is_told = content.language != self.language
            return self.html(content.content) if is_told else Html("")
        values = {key: self._html_value(each) for key, each in content.values.items()}
        return Html(self._lookup(content).format_map(values))

    def _lookup(self, text: Text) -> str:
        if text.plural is None:
            return self._catalogue.gettext(text.msgid)
        count = text.values["n"]
        if not isinstance(count, int):
            raise TypeError("the count of a plural text must be an int")
        return self._catalogue.ngettext(text.msgid, text.plural, count)

    def _plain_value(self, value: object) -> str:
        if isinstance(value, Text | Joined | Tagged | Linked):
            return self.plain(value)
        if isinstance(value, datetime):
            return format_datetime(value, "d MMMM, HH:mm", locale=self.language)
        if isinstance(value, date):
            return format_date(value, "d MMMM", locale=self.language)
        if isinstance(value, int):
            return _grouped(value, self.language)
        return str(value)

    def _html_value(self, value: object) -> Html:
        if isinstance(value, Text | Joined | Tagged | Linked):
            return self.html(value)
        return escape(value if isinstance(value, str) else self._plain_value(value))


@lru_cache(1024)
def _grouped(value: int, language: str) -> str:
    return format_decimal(value, locale=language)


@cache
def translator(language: str) -> Translator:
    """Return the shared translator of a language that the product speaks."""
    return Translator(language)


def choose_language(hint: str | None) -> str:
    """Pick a language from a client's IETF tag: English if it says so, else Ukrainian.

    The state language is the default (domain: language of public services).
    """
    return "en" if (hint or "").lower().startswith("en") else DEFAULT_LANGUAGE


def every_language(text: Text) -> frozenset[str]:
    """Render a label in all languages: labels of the menu arrive as text."""
    return frozenset(translator(language).plain(text) for language in LANGUAGES)


def with_any_count(text: Text) -> re.Pattern[str]:
    """Match a label that bears a count, in any language and with any count."""
    labels = (
        translator(each).plain(replace(text, values={"n": "#"})) for each in LANGUAGES
    )
    forms = (re.escape(each).replace(r"\#", r"[\d\s.,]+") for each in labels)
    return re.compile("^(?:" + "|".join(forms) + ")$")


@cache
def _load(language: str) -> gettext.GNUTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
