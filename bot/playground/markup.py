"""HTML as Telegram parses it (tdlib, MessageEntity.cpp, parse_html)."""

import re
from dataclasses import dataclass, field

from bot.playground.answers import JSON, bad_request
from bot.playground.utf16 import is_sound, width

SPACES = " \t\r\n\0\v"
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
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ATTRIBUTE_NAME = re.compile(r"[^\s\0=>/\"']*")
NAME_TOKEN = re.compile(r"[a-zA-Z0-9.\-]*")
LINK = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.\-]*://)?[^\s/?#]+\.?[^\s]*")
MENTION_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(slots=True)
class Tag:
    """An open tag, waiting for its end."""

    name: str
    offset: int
    begin: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[JSON]]:
    """Give the plain text and the entities, or refuse as Telegram does."""
    return _Parser(source).parse()


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
    return chr(code) if 0 < code < 0x10FFFF and size < 10 else ""  # noqa: PLR2004 - tdlib's own bounds


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[Tag] = []
        self.entities: list[JSON] = []

    def parse(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            name = self.open[-1].name
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        text = "".join(self.plain)
        if not is_sound(text):
            raise _refuse("Text contains invalid Unicode characters after decoding")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return text, self.entities

    def _step(self) -> None:
        char = self.source[self.at]
        if char == "<":
            self._tag()
        elif char == "&":
            char, self.at = decode_reference(self.source, self.at)
            self._put(char)
        else:
            self.at += 1
            self._put(char)

    def _put(self, char: str) -> None:
        self.plain.append(char)
        self.offset += width(char)

    def _char(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _skip_spaces(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in SPACES:
            self.at += 1

    def _name(self) -> str:
        begin = self.at
        while self._char() not in SPACES and self._char() != ">":
            self.at += 1
        return self.source[begin : self.at].lower()

    def _where(self, begin: int) -> str:
        size = len(self.source[:begin].encode("utf-8", "surrogatepass"))
        return f"at byte offset {size}"

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._char() == "/":
            self.at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._name()
        if self._char() == "\0":
            raise _refuse(f"Unclosed start tag {self._where(begin)}")
        if name not in TAGS:
            raise _refuse(f'Unsupported start tag "{name}" {self._where(begin)}')
        tag = Tag(name, self.offset, len(self.plain))
        while self._char() != ">":
            self._attribute(tag, begin)
        self.at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            where = self._where(begin)
            raise _refuse(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append(tag)

    def _attribute(self, tag: Tag, begin: int) -> None:
        self._skip_spaces()
        if self._char() == ">":
            return
        where = self._where(begin)
        match = ATTRIBUTE_NAME.match(self.source, self.at)
        if match is None or not match[0]:
            raise _refuse(f'Empty attribute name in the tag "{tag.name}" {where}')
        self.at = match.end()
        self._skip_spaces()
        if self._char() == "=":
            self.at += 1
            self._skip_spaces()
            tag.attributes[match[0]] = self._value(begin)
        else:
            tag.attributes[match[0]] = ""
        if self._char() == "\0":
            raise _refuse(f"Unclosed start tag {where}")

    def _value(self, begin: int) -> str:
        quote = self._char()
        if quote not in {'"', "'"}:
            return self._name_token()
        self.at += 1
        value = []
        while self._char() not in {quote, "\0"}:
            if self._char() == "&":
                char, self.at = decode_reference(self.source, self.at)
            else:
                char = self._char()
                self.at += 1
            value.append(char)
        if self._char() == "\0":
            raise _refuse(f"Unclosed start tag {self._where(begin)}")
        self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        begin = self.at
        match = NAME_TOKEN.match(self.source, begin)
        self.at = match.end() if match else begin
        if self._char() not in SPACES and self._char() != ">":
            raise _refuse(f"Unexpected end of name token {self._where(begin)}")
        return self.source[begin : self.at].lower()

    def _end_tag(self, begin: int) -> None:
        where = self._where(begin)
        if not self.open:
            raise _refuse(f"Unexpected end tag {where}")
        name = self._name()
        self._skip_spaces()
        if self._char() != ">":
            raise _refuse(f"Unclosed end tag {where}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            found = f'expected "</{tag.name}>", found "</{name}>"'
            raise _refuse(f"Unmatched end tag {where}, {found}")
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: Tag) -> None:
        entity: JSON = {"offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name in {"pre", "code"}:
            self._close_code(tag, entity)
            return
        facts = _facts(tag, "".join(self.plain[tag.begin :]))
        if facts is not None:
            self.entities.append(facts | entity)

    def _close_code(self, tag: Tag, entity: JSON) -> None:
        """Join `<pre><code class="language-x">` into one entity."""
        last = self.entities[-1] if self.entities else {}
        same = entity.items() <= last.items()
        language = tag.attributes.get("class", "").partition("language-")[2]
        if tag.name == "pre" and same and last.get("language"):
            last["type"] = "pre"
        elif tag.name == "code" and same and last["type"] == "pre" and language:
            last["language"] = language
        else:
            extra = {"language": language} if tag.name == "code" and language else {}
            self.entities.append({"type": tag.name, **entity, **extra})


def _facts(tag: Tag, inside: str) -> JSON | None:
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
        raise _refuse("Invalid custom emoji identifier specified")
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


def _refuse(detail: str) -> Exception:
    return bad_request(f"can't parse entities: {detail}")
