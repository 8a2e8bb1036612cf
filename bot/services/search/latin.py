"""Ukrainian names in Latin letters (Cabinet of Ministers resolution 55 of 2010)."""

import re
from typing import Final

_LETTERS: Final = dict(
    zip("абвгґдезиійклмнопрстуф", "abvhgdezyiiklmnoprstuf", strict=True)
) | {
    "є": "ie",
    "ж": "zh",
    "ї": "i",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "iu",
    "я": "ia",
    "ь": "",
    "’": "",
    "зг": "zgh",
}
_FIRST: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_LETTER: Final = re.compile(
    r"(?P<first>\b(?<!’)[єїйюя])|зг|[а-щьюяґєії’]", re.IGNORECASE
)


def in_latin(name: str) -> str:
    """Write a name in the official Latin letters."""
    return _LETTER.sub(_letter, name)


def _letter(found: re.Match[str]) -> str:
    letter = found[0].lower()
    latin = (_FIRST if found["first"] else _LETTERS)[letter]
    return latin if letter == found[0] else latin.capitalize()
