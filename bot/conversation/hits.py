"""What a search found: its numbers travel in the buttons, its words are not kept.

Ten of seven digits have room in a button's data, so a search tells of the ten best.
"""

import string
from collections.abc import Sequence
from typing import Final

from bot.conversation import browsing
from bot.i18n import Content, _, bold, label, paragraphs
from bot.keyboards import Button, Inline, data
from bot.services.browsing import paging
from bot.services.browsing.paging import Listed

FEATURE: Final = "lookup.1"
MOST: Final = 10
_ROOM: Final = 40  # characters of a button's data
_SIGNS: Final = string.ascii_letters + string.digits + "-_"


def pack(numbers: Sequence[int]) -> str:
    """Write numbers for a button, as many as have room, all of one width."""
    width = max((len(_written(number)) for number in numbers), default=1)
    kept = numbers[: _ROOM // width]
    return f"{width}" + "".join(_written(each).rjust(width, _SIGNS[0]) for each in kept)


def unpack(packed: str) -> Sequence[int]:
    """Read them again; nothing of what is none of ours."""
    width, signs = packed[:1], packed[1:]
    if not width.isdecimal() or int(width or 0) == 0 or len(signs) > _ROOM:
        return []
    if not set(signs) <= set(_SIGNS):
        return []
    step = int(width)
    return [_read(signs[at : at + step]) for at in range(0, len(signs), step)]


def page(found: Sequence[Listed], packed: str, first: int) -> tuple[Content, Inline]:
    """Show five of what was found, `first` and those behind it."""
    numbers = unpack(packed)
    cards = [
        browsing.numbered(
            row.number, data(FEATURE, "one", numbers.index(row.number), packed)
        )
        for row in found
    ]
    ways = [
        Button(name, data(FEATURE, "page", at, packed))
        for name, at in (
            (label("Previous"), first - paging.SIZE),
            (label("Next"), first + paging.SIZE),
        )
        if 0 <= at < len(numbers)
    ]
    told = [browsing.item(row) for row in found]
    none = _("Nothing was found. Try other words.")
    content = paragraphs(bold(label("Found")), *(told or [none]))
    return content, Inline([cards, ways, [browsing.FIND], [browsing.HOME]])


def back(packed: str, at: int) -> Button:
    """Make the button that leads from a proposal to its page."""
    first = at - at % paging.SIZE
    return Button(label("Back to the list"), data(FEATURE, "page", first, packed))


def _written(number: int) -> str:
    signs = ""
    while number:
        number, sign = divmod(number, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return signs


def _read(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(_SIGNS) + _SIGNS.index(sign)
    return number
