"""Texts that a table of a stranger may hold: none of them becomes a formula."""

import re
from typing import Final

# Spreadsheets whose list separator is a semicolon cut a file of commas at it, and at
# every line: what begins there is a cell of its own for them. They read wide signs too.
_SIGNS: Final = r"=+\-@＝＋－＠"
_BEGINS: Final = re.compile(rf"(^|[;\t\r\n])(\s*)(?=[{_SIGNS}])")
# What XML cannot hold, and no table shows.
_HIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
_UNSEEN: Final = re.compile(f"[{_HIDDEN}]")
_ANY: Final = re.compile(f"[{_SIGNS}{_HIDDEN}]")


def defuse(text: str) -> str:
    """Set an apostrophe before whatever a spreadsheet would compute."""
    if _ANY.search(text) is None:  # most cells
        return text
    return _BEGINS.sub(r"\1\2'", _UNSEEN.sub("", text))
