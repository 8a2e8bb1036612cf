"""What the tags of Telegram's HTML mean."""

import re
from dataclasses import dataclass, field

from bot.playground.answers import JSON, RefusalError, bad_request

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*PLAIN_TAGS, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
LINK = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.\-]*://)?[^\s/?#]+\.?[^\s]*")
MENTION_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(slots=True)
class Tag:
    """An open tag, waiting for its end."""

    name: str
    offset: int
    begin: int
    attributes: dict[str, str] = field(default_factory=dict)


def meaning(tag: Tag, inside: str) -> JSON | None:
    """Say what an ended tag means; None for a link that leads nowhere."""
    if tag.name in PLAIN_TAGS:
        return {"type": PLAIN_TAGS[tag.name]}
    if tag.name == "a":
        return _link(tag.attributes.get("href") or inside)
    if tag.name == "blockquote":
        expandable = "expandable" in tag.attributes
        return {"type": "expandable_blockquote" if expandable else "blockquote"}
    if tag.name == "tg-time":
        return _time(tag.attributes)
    emoji = tag.attributes.get("emoji-id", "")
    if not emoji.isdecimal() or int(emoji) == 0:
        raise refuse("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji}


def _link(url: str) -> JSON | None:
    if match := MENTION_LINK.fullmatch(url):
        return {"type": "text_mention", "user_id": int(match[1])}
    if not LINK.fullmatch(url) or "." not in url.partition("://")[2] + url:
        return None
    return {"type": "text_link", "url": url if "://" in url else f"http://{url}/"}


def _time(attributes: dict[str, str]) -> JSON | None:
    unix = attributes.get("unix", "")
    if not unix.isdecimal() or int(unix) == 0:
        return None
    facts: JSON = {"type": "date_time", "unix_time": int(unix)}
    if attributes.get("format"):
        facts["date_time_format"] = attributes["format"]
    return facts


def refuse(detail: str) -> RefusalError:
    """Make the refusal of a text that cannot be parsed."""
    return bad_request(f"can't parse entities: {detail}")
