"""The Ukrainian spelling of names that are spelled in Russian."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.services.search.folding import fold

Rules = list[tuple[str, str]]


def _rules(name: str) -> Rules:
    return [(fold(russian), fold(ours)) for russian, ours in _LISTS[name]]


_LISTS: Final[dict[str, list[list[str]]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)
_BEGINNINGS: Final = _rules("beginnings")
_ENDINGS: Final = _rules("endings")


def ukrainian(words: Sequence[str]) -> tuple[str, ...]:
    """Spell folded words the Ukrainian way; most of them stay as they are."""
    return tuple(_ending(_beginning(word)) for word in words)


def _beginning(word: str) -> str:
    for russian, ours in _BEGINNINGS:
        if word.startswith(russian):
            return ours + word.removeprefix(russian)
    return word


def _ending(word: str) -> str:
    for russian, ours in _ENDINGS:
        if word.endswith(russian):
            return word.removesuffix(russian) + ours
    return word
