"""HTML as Telegram parses it (tdlib, MessageEntity.cpp, parse_html)."""

import re

from bot.playground.answers import JSON
from bot.playground.references import decode_reference
from bot.playground.tags import TAGS, Tag, meaning, refuse
from bot.playground.utf16 import is_sound, width

SPACES = " \t\r\n\0\v"
RUN = re.compile(r"[^<&]+")
ATTRIBUTE_NAME = re.compile(r"[^\s\0=>/\"']*")
NAME_TOKEN = re.compile(r"[a-zA-Z0-9.\-]*")


def parse_html(source: str) -> tuple[str, list[JSON]]:
    """Give the plain text and the entities, or refuse as Telegram does."""
    return _Parser(source).parse()


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
            raise refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        text = "".join(self.plain)
        if not is_sound(text):
            raise refuse("Text contains invalid Unicode characters after decoding")
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
            self._run()

    def _run(self) -> None:
        begin = self.at
        match = RUN.match(self.source, begin)
        self.at = match.end() if match else begin + 1
        self._put(self.source[begin : self.at])

    def _put(self, piece: str) -> None:
        self.plain.append(piece)
        self.offset += width(piece)

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
            raise refuse(f"Unclosed start tag {self._where(begin)}")
        if name not in TAGS:
            raise refuse(f'Unsupported start tag "{name}" {self._where(begin)}')
        tag = Tag(name, self.offset, len(self.plain))
        while self._char() != ">":
            self._attribute(tag, begin)
        self.at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            where = self._where(begin)
            raise refuse(f'Tag "span" must have class "tg-spoiler" {where}')
        self.open.append(tag)

    def _attribute(self, tag: Tag, begin: int) -> None:
        self._skip_spaces()
        if self._char() == ">":
            return
        where = self._where(begin)
        match = ATTRIBUTE_NAME.match(self.source, self.at)
        if match is None or not match[0]:
            raise refuse(f'Empty attribute name in the tag "{tag.name}" {where}')
        self.at = match.end()
        self._skip_spaces()
        if self._char() == "=":
            self.at += 1
            self._skip_spaces()
            tag.attributes[match[0]] = self._value(begin)
        else:
            tag.attributes[match[0]] = ""
        if self._char() == "\0":
            raise refuse(f"Unclosed start tag {where}")

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
            raise refuse(f"Unclosed start tag {self._where(begin)}")
        self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        begin = self.at
        match = NAME_TOKEN.match(self.source, begin)
        self.at = match.end() if match else begin
        if self._char() not in SPACES and self._char() != ">":
            raise refuse(f"Unexpected end of name token {self._where(begin)}")
        return self.source[begin : self.at].lower()

    def _end_tag(self, begin: int) -> None:
        where = self._where(begin)
        if not self.open:
            raise refuse(f"Unexpected end tag {where}")
        name = self._name()
        self._skip_spaces()
        if self._char() != ">":
            raise refuse(f"Unclosed end tag {where}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            found = f'expected "</{tag.name}>", found "</{name}>"'
            raise refuse(f"Unmatched end tag {where}, {found}")
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: Tag) -> None:
        entity: JSON = {"offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name in {"pre", "code"}:
            self._close_code(tag, entity)
            return
        facts = meaning(tag, "".join(self.plain[tag.begin :]))
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
