"""HTML for Telegram: escaping, clipping, and lengths as Telegram counts them."""

import html
import re
from typing import Final

MESSAGE_LIMIT: Final = 4096  # UTF-16 units after parsing: Bot API, sendMessage
ALERT_LIMIT: Final = 200  # Bot API, answerCallbackQuery
_TAG: Final = re.compile(r"<[^>]*>")


class Html(str):
    """Text that is already safe to send with `parse_mode=HTML`."""

    __slots__ = ()


def escape(value: str) -> Html:
    """Make any text safe inside HTML; text that is safe already stays."""
    return value if isinstance(value, Html) else Html(html.escape(value, quote=False))


def utf16_length(value: str) -> int:
    """Count UTF-16 code units, the unit of Telegram's limits."""
    return len(value.encode("utf-16-le", "surrogatepass")) // 2


def plain(value: Html) -> str:
    """Take tags and entities away: what is left is read as it stands."""
    return html.unescape(_TAG.sub("", value))


def shown_length(value: Html) -> int:
    """Count what Telegram counts: the text that tags and entities stand for."""
    return utf16_length(plain(value))


def clip(value: str, limit: int) -> str:
    """Shorten plain text to `limit` UTF-16 units, with an ellipsis at a word's end."""
    if utf16_length(value) <= limit:
        return value
    head, space, _ = _first(value, limit).rpartition(" ")
    return (head if space else _first(value, limit - 1)).rstrip(" ,.;:—-") + "…"


def sentence(value: str) -> str:
    """End free text with exactly one full stop (or its own mark)."""
    stripped = value.strip().rstrip(".")
    return stripped if stripped.endswith(("!", "?", "…")) else f"{stripped}."


def _first(value: str, limit: int) -> str:
    units = value.encode("utf-16-le", "surrogatepass")[: limit * 2]
    head = units.decode("utf-16-le", "surrogatepass")
    return head if value.startswith(head) else head[:-1]  # less half a character
