"""Numbers of submissions as people type them."""

from typing import Final

_DIGITS: Final = 18  # what a bigint surely holds


def whole(text: str) -> int | None:
    """Read a whole number; None when it is none, or no number of anything."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number else None


def read(text: str) -> int | None:
    """Read the number of a submission, also with its sign."""
    return whole(bare(text))


def bare(text: str) -> str:
    """Take the sign off a number."""
    return text.strip().lstrip("№#").strip()
