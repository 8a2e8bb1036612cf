"""Telegram counts in UTF-16 code units."""

import re
from typing import Final

_HALF: Final = re.compile("[\ud800-\udfff]")


def width(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Take the piece of a text that lies at UTF-16 offsets."""
    units = text.encode("utf-16-le", "surrogatepass")
    piece = units[2 * offset : 2 * (offset + length)]
    return piece.decode("utf-16-le", "surrogatepass")


def is_sound(text: str) -> bool:
    """Tell whether a text has no lone halves of surrogate pairs."""
    return _HALF.search(text) is None
