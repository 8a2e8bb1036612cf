"""Messages back as HTML, to compare and to read."""

from html import escape

from bot.playground.answers import JSON
from bot.playground.utf16 import width

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def to_html(text: str, entities: list[JSON]) -> str:
    """Write a text with its entities as HTML."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for entity in entities:
        before, after = _tags(entity)
        end = entity["offset"] + entity["length"]
        opening[entity["offset"]] = opening.get(entity["offset"], "") + before
        closing[end] = after + closing.get(end, "")
    pieces, offset = [], 0
    for char in text:
        pieces += [closing.get(offset, ""), opening.get(offset, "")]
        pieces.append(escape(char, quote=False))
        offset += width(char)
    return "".join([*pieces, closing.get(offset, "")])


def _tags(entity: JSON) -> tuple[str, str]:
    kind = entity["type"]
    if kind in TAGS:
        return f"<{TAGS[kind]}>", f"</{TAGS[kind]}>"
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    return "", ""
