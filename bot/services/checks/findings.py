"""What a check finds: its kind and the span that would have to go."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Final, NamedTuple, Self


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


_TOKEN: Final = re.compile(r"[^\W\d_]+|[^\w\s,.!?-]")


class Text(str):
    """A text with what many patterns ask of it: how its words begin, and its signs."""

    __slots__ = ("_starts",)
    _starts: frozenset[str]

    def __new__(cls, text: str) -> Self:
        """Keep the first four letters of each word, in small letters."""
        made = super().__new__(cls, text)
        made._starts = frozenset([token[:4] for token in _TOKEN.findall(text.lower())])
        return made

    def has_any(self, starts: frozenset[str]) -> bool:
        """Tell whether one of these begins a word, or is a sign of the text."""
        return not starts.isdisjoint(self._starts)


class Pattern:
    """A verbose pattern that ignores case, as all patterns here do.

    Compiled at its first use, or before by `prepare`: all of them together take a
    second, which only a program that reads texts should wait for. `starts` are first
    letters of words (see `Text`); without any of each group nothing can match.
    """

    _made: ClassVar[list["Pattern"]] = []

    def __init__(self, source: str, *starts: str) -> None:
        self._source = source
        self._starts = [frozenset(group.split()) for group in starts]
        self._made.append(self)

    @classmethod
    def prepare(cls) -> None:
        """Compile every pattern, so that the first text need not wait."""
        for each in cls._made:
            each.match("")

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, re.VERBOSE | re.IGNORECASE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every place in a text."""
        if isinstance(text, Text) and not all(map(text.has_any, self._starts)):
            return iter(())
        return self._compiled.finditer(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Match the beginning of a text."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole text."""
        return self._compiled.fullmatch(text)


def digits(text: str) -> str:
    """Keep only the digits."""
    return "".join(c for c in text if c.isdecimal())
