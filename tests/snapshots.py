"""What was written, held to a file in tests/data.

`pytest --renew …` writes the files anew: read the difference before it is kept.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

DATA = Path(__file__).parent / "data"


class Snapshot(Protocol):
    """Compares what was written of each case with a file."""

    def __call__(self, name: str, written: Mapping[str, str]) -> None: ...


def check(name: str, written: Mapping[str, str], *, renew: bool) -> None:
    """Compare, or write the file anew; a space that does not break is `~` there."""
    cases = "\n\n".join(f"# {case}\n\n{text}" for case, text in written.items())
    told, path = cases.replace("\u00a0", "~") + "\n", DATA / f"{name}.txt"
    if renew:
        path.write_text(told)
    assert told == path.read_text()
