"""The histories of a trial as plain data: updates made, effects, calls.

A tag such as `p12.7` names one update in all three: it is the update's text, it stands
in the effect's row, and the answer quotes it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

TAG: Final = re.compile(r"\b[a-z]+\d+\.\d+\b")


@dataclass(frozen=True, slots=True)
class Made:
    """An update that came into being at Telegram."""

    at: float
    update_id: int
    chat: int
    tag: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A row that carrying out an update left in the database."""

    seq: int
    chat: int
    tag: str
    step: str = ""
    process: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API, when it began and ended, and what became of it."""

    began: float
    at: float
    method: str
    chat: int | None
    accepted: bool
    text: str = ""
    retry_after: int | None = None
    query: str = ""

    @property
    def whom(self) -> str:
        """Name whom a pause concerns: a chat, a pressed button, or the whole method."""
        return f"chat {self.chat}" if self.chat else f"{self.method} {self.query}"

    @property
    def tag(self) -> str:
        """Give the tag that the message quotes, if any."""
        found = TAG.search(self.text)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message without a tag that a chat must get some times."""

    chat: int
    words: str
    times: int


@dataclass(frozen=True, slots=True)
class Histories:
    """What Telegram handed out, what the database holds, what Telegram accepted.

    `steps` says at which step of a form a tag belongs, where the trial knows it; what
    is `owed` without a tag is counted.
    """

    made: tuple[Made, ...]
    effects: tuple[Effect, ...]
    calls: tuple[Call, ...]
    expired: frozenset[int] = frozenset()
    steps: Mapping[str, str] = field(default_factory=dict)
    owed: tuple[Owed, ...] = ()

    @classmethod
    def read(cls, journal: Path, effects: Iterable[Effect]) -> Self:
        """Read the journal of the stand-in; only updates with a tag are judged."""
        lines = [json.loads(line) for line in journal.read_text().splitlines()]
        return cls(
            tuple(_made(line) for line in lines if _is_tagged(line)),
            tuple(effects),
            tuple(_call(line) for line in lines if line["kind"] == "call"),
            frozenset(line["update_id"] for line in lines if line["kind"] == "expired"),
        )


def _is_tagged(line: dict[str, Any]) -> bool:
    return line["kind"] == "made" and bool(line.get("tag"))


def _made(line: dict[str, Any]) -> Made:
    return Made(line["t"], line["update_id"], line["chat"], line["tag"])


def _call(line: dict[str, Any]) -> Call:
    return Call(
        line["began"],
        line["t"],
        line["method"],
        line.get("chat"),
        line["accepted"],
        line.get("text", ""),
        line.get("retry_after"),
        line.get("params", {}).get("callback_query_id", ""),
    )
