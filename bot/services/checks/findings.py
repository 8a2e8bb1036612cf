"""What a check finds: its kind and the span that would have to go."""

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Name what must not stay in a text (domain.md 3.2)."""

    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"
    TAX = "tax"
    IBAN = "iban"
    NAME = "name"
    ADDRESS = "address"
    COORDINATES = "coordinates"
    LINK = "link"


class Finding(NamedTuple):
    """Point at the part of a text that would have to go."""

    kind: Kind
    start: int
    end: int


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a verbose pattern that ignores case, as all patterns here do."""
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def digits(text: str) -> str:
    """Keep only the digits."""
    return "".join(c for c in text if c.isdecimal())
