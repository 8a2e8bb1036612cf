"""Character references: four names and numbers, nothing else."""

import re

REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
LAST = 0x10FFFF
LONGEST = 10
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def decode_reference(source: str, at: int) -> tuple[str, int]:
    """Decode the reference at a position; unknown ones stay as they are."""
    match = REFERENCE.match(source, at)
    if match is None:
        return source[at], at + 1
    char = _named(match) if match[3] is not None else _numbered(match)
    return (char, match.end()) if char else (source[at], at + 1)


def _named(match: re.Match[str]) -> str:
    return NAMED.get(match[3], "")


def _numbered(match: re.Match[str]) -> str:
    digits = match[1] if match[1] is not None else match[2]
    size = len(match[0].removesuffix(";"))
    code = int(digits or "0", 16 if match[1] is not None else 10)
    return chr(code) if 0 < code < LAST and size < LONGEST else ""
