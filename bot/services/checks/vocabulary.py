"""The word lists of the rules on names, read once."""

import tomllib
from pathlib import Path

LISTS = tomllib.loads(Path(__file__).with_name("persons.toml").read_text("utf-8"))
FAMOUS: list[list[str]] = [pair.split() for pair in LISTS["famous"]]


def listed(*names: str) -> tuple[str, ...]:
    """Return the words of the named lists together."""
    return tuple(word for name in names for word in LISTS[name].split())
