"""Texts as Telegram keeps them: cleaned, trimmed, with the entities it finds."""

import re
from collections.abc import Iterable, Iterator

from bot.playground.answers import JSON, bad_request
from bot.playground.markup import parse_html
from bot.playground.utf16 import is_sound, width

DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANKED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
BLANK = " \n\u00a0\u200b\u2060\ufeff"
FOUND = {
    "bot_command": r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?"
    r"(?![\w/<>])",
    "url": r"(?<![\w@.])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?)]"
    r"|(?:[\w-]+\.)+(?:com|org|net|ua|gov|me|info|eu|io|укр)(?:/[^\s<>\"]*)?(?![\w@.]))",
    "email": r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "mention": r"(?<![\w@.])@[a-zA-Z0-9_]{3,32}\b",
    "hashtag": r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}",
    "phone_number": r"(?<![\w+])\+\d(?:[ ()-]?\d){8,14}(?!\d)",
}
PATTERNS = {kind: re.compile(pattern) for kind, pattern in FOUND.items()}


def read_text(source: str, parse_mode: str | None, entities: list[JSON] | None) -> JSON:
    """Turn what a bot sends into text and entities; empty text stays empty."""
    if not is_sound(source):
        raise bad_request("strings must be encoded in UTF-8")
    if parse_mode and parse_mode.lower() == "html":
        text, given = parse_html(source)
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, given = source, entities or []
    return compose(*tidy(text, given))


def compose(text: str, entities: list[JSON]) -> JSON:
    """Add the entities that Telegram finds by itself."""
    every = [*entities, *_new(find_entities(text), entities)]
    every.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return {"text": text, "entities": every} if every else {"text": text}


def find_entities(text: str) -> Iterator[JSON]:
    """Find commands, links, mentions and the like."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < other_end and other < end for other, other_end in taken):
                continue
            taken.append((begin, end))
            offset = width(text[:begin])
            yield {"type": kind, "offset": offset, "length": width(match[0])}


def _new(found: Iterable[JSON], given: list[JSON]) -> Iterator[JSON]:
    """Leave out what lies in code or in a link."""
    closed = [one for one in given if one["type"] in {"code", "pre", "text_link"}]
    for entity in found:
        end = entity["offset"] + entity["length"]
        if not any(
            entity["offset"] < one["offset"] + one["length"] and one["offset"] < end
            for one in closed
        ):
            yield entity


def tidy(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    """Drop and blank control characters and trim, as Telegram does."""
    body = text.rstrip(BLANK)
    lead = len(body) - len(body.lstrip(BLANK))
    if lead or DROPPED.search(body) or BLANKED.search(body):
        return _clean(text, body, lead, entities)
    moved = list(range(width(body) + 1)) if entities else []
    return body, [one for one in _moved(entities, moved) if one["length"]]


def _clean(
    text: str, body: str, lead: int, entities: list[JSON]
) -> tuple[str, list[JSON]]:
    kept: list[str] = []
    moved: list[int] = []
    size = 0
    for index, char in enumerate(body):
        moved.extend([size] * width(char))
        if index < lead or DROPPED.match(char):
            continue
        kept.append(BLANKED.sub(" ", char))
        size += width(char)
    moved.extend([size] * (width(text) - len(moved) + 1))
    return "".join(kept), [one for one in _moved(entities, moved) if one["length"]]


def _moved(entities: list[JSON], moved: list[int]) -> Iterator[JSON]:
    last = len(moved) - 1
    for entity in entities:
        begin = moved[min(entity["offset"], last)]
        end = moved[min(entity["offset"] + entity["length"], last)]
        yield {**entity, "offset": begin, "length": end - begin}
