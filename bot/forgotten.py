"""What was erased, written outside the database: a restored backup forgets it again.

A folder with a file for each month, only ever appended to: a line for each deletion,
with its moment and hashes of account and chat that are worth nothing without the key;
or with the code of a community that was closed.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog

_FOLDER: Final = "forgotten"
_KEPT: Final = timedelta(days=62)  # twice as long as backups are (terms.BACKUPS)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Erased:
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
    """The folder of one installation; without one nothing is written."""

    folder: Path | None = None

    @property
    def is_there(self) -> bool:
        """Tell whether there is a folder, though nobody may be written down in it."""
        return self.folder is not None and self.folder.is_dir()

    def erased(
        self, at: datetime, accounts: Sequence[bytes], chats: Sequence[int]
    ) -> bool:
        """Write down an erased person, by the hashes under every key."""
        hashes = zip(accounts, chats, strict=True)
        return self._append(
            at, [f"person {account.hex()} {chat}" for account, chat in hashes]
        )

    def closed(self, at: datetime, code: str) -> bool:
        """Write down a closed community."""
        return self._append(at, [f"community {code}"])

    def read(self) -> Iterator[Erased | Closed]:
        """Read what was written; half a line, of a crash, is passed over."""
        for path in self._files():
            for line in path.read_text(errors="replace").splitlines():
                found = _parse(line.split())
                if found is not None:
                    yield found

    def _append(self, at: datetime, facts: Iterable[str]) -> bool:
        """Append, and wait for the disk; a full disk must not hold a deletion up."""
        if self.folder is None:
            return True
        # Half a line of an earlier crash ends where this one begins.
        lines = "".join(f"\n{at.isoformat()} {fact}\n" for fact in facts)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._file(at).open("ab", buffering=0) as file:
                file.write(lines.encode())
                os.fsync(file.fileno())
            self._drop_before(at - _KEPT)
        except OSError:
            log.exception("a deletion could not be written down outside the database")
            return False
        return True

    def _drop_before(self, moment: datetime) -> None:
        for path in self._files():
            if path.name < self._file(moment).name:
                path.unlink(missing_ok=True)

    def _file(self, at: datetime) -> Path:
        return (self.folder or Path()) / f"{at:%Y-%m}.log"

    def _files(self) -> list[Path]:
        return [] if self.folder is None else sorted(self.folder.glob("*.log"))


def of(folder: Path) -> Forgotten:
    """Name the folder of an installation by its DATA_DIR."""
    return Forgotten(folder / _FOLDER)


def _parse(words: Sequence[str]) -> Erased | Closed | None:
    try:
        match words:
            case [at, "person", account, chat]:
                moment = datetime.fromisoformat(at)
                return Erased(moment, bytes.fromhex(account), int(chat))
            case [at, "community", code]:
                return Closed(datetime.fromisoformat(at), code)
            case _:
                return None
    except ValueError:
        return None
