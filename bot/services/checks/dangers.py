"""Military information and disclosures.

By word lists that the network can edit, and a classifier: what either finds is found.
"""

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.services.checks.classifier import Classifier
from bot.services.checks.phrases import Phrases
from bot.shipped import DATA

LISTS: Final = DATA / "dangers.toml"
WEIGHTS: Final = LISTS.with_name("dangers_weights.tsv")
_HARMLESS: Final = "harmless "


class Danger(StrEnum):
    """What a text speaks of. Military information is refused; the rest is a guess."""

    MILITARY = "military"
    VIOLENCE = "violence"
    DESPAIR = "despair"
    CHILD = "child"
    MINOR = "minor"  # a stated age under 18
    AID_ABUSE = "aid_abuse"
    CALL = "call"  # for help, right now


# What a person is asked about: is help needed now?
DISCLOSED: Final = frozenset(
    [Danger.VIOLENCE, Danger.DESPAIR, Danger.CHILD, Danger.AID_ABUSE, Danger.CALL]
)


class Lists:
    """The word lists of one file, which also says whether to ask the classifier."""

    def __init__(self, path: Path) -> None:
        read = tomllib.loads(path.read_text("utf-8"))
        self._learned = _classifier() if read.pop("learned", False) else None
        sets = {name: words.split() for name, words in read.pop("lists", {}).items()}
        self._phrases = Phrases(dict(_named(read)), sets)

    def find(self, text: str) -> frozenset[Danger]:
        """Tell what a text speaks of; a harmless phrase answers for its sentence."""
        learned = self._learned.find(text) if self._learned is not None else ()
        return frozenset(map(Danger, learned)) | frozenset(
            Danger(name)
            for found in self._phrases.find(text)
            for name in found
            if not name.startswith(_HARMLESS) and _HARMLESS + name not in found
        )


def find(text: str) -> frozenset[Danger]:
    """Tell what a text speaks of."""
    return _read(_chosen[0]).find(text)


def use(path: Path) -> None:
    """Go by other word lists from now on; raises ValueError when they are wrong."""
    _read.cache_clear()
    _read(path)
    _chosen[:] = [path]


_chosen: Final = [LISTS]  # one for the process, like all rules here


@cache
def _read(path: Path) -> Lists:
    return Lists(path)


@cache
def _classifier() -> Classifier:
    return Classifier(WEIGHTS, refused=Danger.MILITARY)


def _named(read: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, table in read.items():
        yield Danger(name).value, _lines(table.get("phrases", ""))
        yield _HARMLESS + name, _lines(table.get("harmless", ""))


def _lines(written: str) -> list[str]:
    kept = (line.partition("#")[0].strip() for line in written.splitlines())
    return [line for line in kept if line]
