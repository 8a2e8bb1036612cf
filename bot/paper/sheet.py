"""What stands on paper, in words of one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.i18n import Content, Translator
from bot.markup import plain


class Kind(StrEnum):
    """How a block looks."""

    PART = "part"
    TITLE = "title"
    TEXT = "text"
    BLANK = "blank"  # a line to be filled in by hand


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a sheet."""

    content: Content
    kind: Kind = Kind.TEXT
    link: str = ""  # printed beside it, as a code to scan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text of some pages."""

    title: Content
    blocks: Sequence[Block]

    def dump(self, words: Translator) -> dict[str, Any]:
        """Write what the template prints; nothing of it is markup there."""
        return {
            "language": words.language,
            "title": read(words, self.title),
            "blocks": [
                {
                    "kind": each.kind,
                    "text": read(words, each.content),
                    "link": each.link,
                }
                for each in self.blocks
                if each.kind is Kind.BLANK or read(words, each.content)
            ],
        }

    def plain(self, words: Translator) -> str:
        """Write the same without a printer."""
        parts = [self.title, *(each.content for each in self.blocks)]
        return "\n\n".join(filter(None, (read(words, each) for each in parts)))


@dataclass(frozen=True, slots=True)
class Poster:
    """One page that leads to the bot, in two languages side by side."""

    titles: Sequence[Content]  # one of each language
    call: Content
    link: str
    lines: Sequence[Content]


def read(words: Translator, content: Content) -> str:
    """Read a content as it is printed: without tags, empty lines and zero bytes."""
    text = plain(words.html(content)).replace("\0", "")
    return "\n".join(line for line in text.splitlines() if line.strip())
