"""A history of what was handed out and accepted, for an independent checker."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.answers import JSON


class Journal:
    """Keep the history in memory and, line by line, in a file."""

    def __init__(self, path: Path | None, now: Callable[[], float]) -> None:
        self._now = now
        self._file = path.open("a", encoding="utf-8") if path else None
        self.entries: list[JSON] = []

    def write(self, kind: str, **facts: object) -> None:
        """Add one line, leaving out what is not known."""
        known = {key: value for key, value in facts.items() if value is not None}
        entry: JSON = {"t": self._now(), "kind": kind, **known}
        self.entries.append(entry)
        if self._file:
            self._file.write(json.dumps(entry, default=str) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
            self._file = None
