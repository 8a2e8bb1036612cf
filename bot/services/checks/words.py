"""Words of a text, with their places and what stands between them."""

import re
from typing import NamedTuple

# Letters, and letters joined by an apostrophe or a hyphen.
PATTERN = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
SENTENCE_END = frozenset('!?;:()\n«»"')
APOSTROPHES = "’ʼ`"
ABBREVIATION = 5  # letters: «просп.»; a full stop after more ends a sentence


class Word(NamedTuple):
    """Hold one word, as written and in small letters, and its place in the text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Tell a name from a common noun, where the writer does."""
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Tell «Є» of «Є. Маланюка»."""
        return len(self.text) == 1 and self.is_capital


class Words(list[Word]):
    """Hold the words of one text in order."""

    def __init__(self, text: str) -> None:
        lower = text.lower()
        if len(lower) != len(text):  # «İ» is two letters in small
            lower = "".join(c.lower()[0] for c in text)
        for sign in APOSTROPHES:
            lower = lower.replace(sign, "'")
        spans = [match.span() for match in PATTERN.finditer(text)]
        super().__init__([Word(text[a:b], lower[a:b], a, b) for a, b in spans])
        self.source = text

    def places(self) -> dict[int, int]:
        """Return the index of the word that starts at each place."""
        return {word.start: index for index, word in enumerate(self)}

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next one."""
        return self.source[self[index].end : self[index + 1].start]

    def joined(self, index: int) -> bool:
        """Tell whether only blanks part a word from the next one."""
        return 0 <= index < len(self) - 1 and self.gap(index).isspace()

    def parted(self, index: int) -> bool:
        """Tell whether a sentence or a clause ends after a word."""
        gap = self.gap(index)
        stopped = "." in gap and len(self[index].text) > ABBREVIATION
        return stopped or not SENTENCE_END.isdisjoint(gap)
