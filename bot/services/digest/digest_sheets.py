"""Messages that fill up with whole paragraphs, folded below what stands above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.i18n import Content, Translator
from bot.markup import MESSAGE_LIMIT, Html, utf16_length

PARAGRAPH: Final = "\n\n"
_OPEN, _CLOSE = "<blockquote expandable>", "</blockquote>"
_FRAME: Final = len(PARAGRAPH + _OPEN + _CLOSE)


@dataclass
class _Sheet:
    """A message: what stands above the fold, and what is folded below it."""

    head: Html
    folded: str = ""

    @property
    def text(self) -> Html:
        """The message as it is sent."""
        if not self.folded:
            return self.head
        return Html(self.head + PARAGRAPH + _OPEN + self.folded + _CLOSE)

    @property
    def room(self) -> int:
        """How much may still be folded into it, tags counted too."""
        used = utf16_length(self.head) + utf16_length(self.folded)
        return MESSAGE_LIMIT - _FRAME - used


class Sheets:
    """Takes paragraphs in, in order, as long as there is room."""

    def __init__(self, words: Translator, heads: Sequence[Html]) -> None:
        self._words = words
        self._sheets = [_Sheet(head) for head in heads]
        self._at = 0

    def take(self, content: Content, *, below: str = PARAGRAPH, spare: int = 0) -> bool:
        """Take a paragraph in if it fits; `spare` stays free in the last message."""
        written = self._words.html(content)
        while self._at < len(self._sheets):
            sheet, is_last = self._sheets[self._at], self._at == len(self._sheets) - 1
            parted = below + written if sheet.folded else written
            if utf16_length(parted) + is_last * spare <= sheet.room:
                sheet.folded += parted
                return True
            if is_last:
                return False
            self._at += 1
        return False

    @property
    def messages(self) -> Sequence[Html]:
        """The messages, without those that nothing was left for."""
        first, *others = self._sheets
        return [first.text, *(each.text for each in others if each.folded)]
