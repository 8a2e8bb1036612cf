"""In which of the two languages a text is written, told by its letters."""

import re
from typing import Final

from bot.i18n import Content, Unless, _, lines

_RUSSIAN: Final = frozenset("ыэёъ")  # no letters of either
_CYRILLIC: Final = re.compile("[а-яіїєґ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ADDRESS: Final = re.compile(r"\S+[./@]\S+")  # on the web, the same in all languages
_ORIGINALS: Final = {
    "uk": _("Original language: Ukrainian."),
    "en": _("Original language: English."),
}


def of(text: str) -> str:
    """Tell the language in which most of a text is written; "" if in neither."""
    letters = _LETTER.findall(_ADDRESS.sub("", text.lower()))
    if not letters or not _RUSSIAN.isdisjoint(letters):
        return ""
    cyrillic = sum(map(bool, map(_CYRILLIC.match, letters)))
    return "uk" if 2 * cyrillic >= len(letters) else "en"


def original(*texts: str) -> Content:
    """Say in which language something was typed, to whoever reads the other one."""
    found = sorted({of(text) for text in texts} - {""})
    return lines(*(Unless(each, _ORIGINALS[each]) for each in found))
