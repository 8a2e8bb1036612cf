"""What was erased, written outside the database: a restored backup forgets it again.

A file that is only ever appended to, a line for each deletion: its moment, and hashes
of account and chat that are worth nothing without the key; or a closed community.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

NAME: Final = "forgotten.log"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who was erased, by hashes under one key."""

    at: datetime
    account: bytes
    chat: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A community whose kill switch was thrown."""

    at: datetime
    code: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The file of one installation, in DATA_DIR; with no path nothing is written."""

    path: Path | None = None

    def erased(
        self, at: datetime, accounts: Sequence[bytes], chats: Sequence[int]
    ) -> bool:
        """Write down an erased person, by the hashes under every key."""
        return self._append(
            f"{at.isoformat()} person {account.hex()} {chat}"
            for account, chat in zip(accounts, chats, strict=True)
        )

    def closed(self, at: datetime, code: str) -> bool:
        """Write down a closed community."""
        return self._append([f"{at.isoformat()} community {code}"])

    def read(self) -> Iterator[Entry | Closed]:
        """Read what was written; half a line, of a crash, is passed over."""
        if self.path is None or not self.path.exists():
            return
        for line in self.path.read_text().splitlines():
            found = _parse(line.split())
            if found is not None:
                yield found

    def _append(self, lines: Iterable[str]) -> bool:
        """Append, and wait for the disk; a full disk must not hold a deletion up."""
        if self.path is None:
            return True
        # Half a line of an earlier crash ends here.
        written = "".join(f"\n{line}\n" for line in lines).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab", buffering=0) as file:
                file.write(written)
                os.fsync(file.fileno())
        except OSError:
            log.exception("a deletion could not be written down outside the database")
            return False
        return True


def of(folder: Path) -> Forgotten:
    """Name the file of an installation by its DATA_DIR."""
    return Forgotten(folder / NAME)


def _parse(words: Sequence[str]) -> Entry | Closed | None:
    try:
        match words:
            case [at, "person", account, chat]:
                return Entry(
                    datetime.fromisoformat(at), bytes.fromhex(account), int(chat)
                )
            case [at, "community", code]:
                return Closed(datetime.fromisoformat(at), code)
            case _:
                return None
    except ValueError:
        return None
