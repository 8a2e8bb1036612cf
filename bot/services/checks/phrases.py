"""Phrases that people write down in word lists, found in a text.

`слово` is a word, `слов*` its beginning, `<5-17>` a number in between, `a|b` any of
them, `@name` all of a list, `..` up to three words between, `a b + c d` both in any
order, not far apart, `a - b` the former without the latter in the sentence; `^` and
`$` are its ends.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_GAP: Final = 3  # words that `..` may stand for
_SPAN: Final = 11  # words between the parts of a phrase
_SHORTEST_STEM: Final = 2
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[.!?;…\n]+")
_ENDS: Final = frozenset(".!?;…\n")
_RANGE: Final = re.compile(r"<(\d+)-(\d+)>")
_LONGEST_NUMBER: Final = 6
# An apostrophe is often left out, «ё» and «ґ» are often «е» and «г».
_FOLDED: Final = str.maketrans(
    {**dict.fromkeys("'’ʼ`ʹ′\u00ad\u0301", None), "ё": "е", "ґ": "г"}
)


class _Item(NamedTuple):
    slot: int
    gap: int  # words that may stand before it


_Part = tuple[_Item, ...]
_Sentence = list[frozenset[int]]


class _Phrase(NamedTuple):
    name: str  # of its list
    parts: tuple[_Part, ...]
    slots: frozenset[int]  # all of them have to be in a sentence
    never: frozenset[int]  # none of them may be there


class Phrases:
    """Lists of phrases, ready to be found: one look at a word serves all lists."""

    def __init__(
        self, lists: Mapping[str, Sequence[str]], sets: Mapping[str, Sequence[str]]
    ) -> None:
        self._sets = sets
        self._slots: dict[frozenset[str], int] = {}
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        self._stems: defaultdict[str, set[int]] = defaultdict(set)
        self._ranges: list[tuple[int, int, int]] = []
        self._by_rarest: defaultdict[int, list[_Phrase]] = defaultdict(list)
        self._commonness: dict[int, float] = {}
        for name, phrases in lists.items():
            for written in phrases:
                phrase = self._read(name, written)
                rarest = min(phrase.slots, key=self._commonness.__getitem__)
                self._by_rarest[rarest].append(phrase)
        self._slots_of = lru_cache(maxsize=8192)(self._look_up)
        self._ends = self._look_up("^"), self._look_up("$")

    def find(self, text: str) -> Iterator[set[str]]:
        """Name the lists that have a phrase in a sentence, sentence by sentence."""
        for sentence in self._sentences(text):
            there = frozenset().union(*sentence)
            found = {
                phrase.name
                for slot in there
                for phrase in self._by_rarest.get(slot, ())
                if _may_fit(phrase, there) and _fits(phrase.parts, sentence)
            }
            if found:
                yield found

    def _sentences(self, text: str) -> Iterator[_Sentence]:
        first, last = self._ends
        sentence: _Sentence = [first]
        for token in _TOKEN.findall(folded(text)):
            if token[0] not in _ENDS:
                sentence.append(self._slots_of(token))
            elif len(sentence) > 1:
                yield [*sentence, last]
                sentence = [first]
        if len(sentence) > 1:
            yield [*sentence, last]

    def _look_up(self, word: str) -> frozenset[int]:
        found = set(self._words.get(word, ()))
        for cut in range(_SHORTEST_STEM, len(word) + 1):
            found |= self._stems.get(word[:cut], set())
        if word.isdecimal() and len(word) <= _LONGEST_NUMBER:
            number = int(word)
            found |= {slot for low, high, slot in self._ranges if low <= number <= high}
        return frozenset(found)

    def _read(self, name: str, written: str) -> _Phrase:
        wanted, *without = written.split(" - ")
        parts = tuple(self._part(part.split()) for part in wanted.split("+"))
        slots = frozenset(item.slot for part in parts for item in part)
        never = frozenset(self._slot(each.strip()) for each in without)
        return _Phrase(name, parts, slots, never)

    def _part(self, words: Sequence[str]) -> _Part:
        items: list[_Item] = []
        gap = 0
        for word in words:
            if word == "..":
                gap = _GAP
            else:
                items.append(_Item(self._slot(word), gap))
                gap = 0
        if not items or gap:
            raise ValueError(f"no phrase: {' '.join(words)!r}")
        return tuple(items)

    def _slot(self, written: str) -> int:
        words = frozenset(self._alternatives(written))
        if words not in self._slots:
            self._slots[words] = len(self._slots)
            self._commonness[self._slots[words]] = sum(_commonness(w) for w in words)
            for word in words:
                self._learn(word, self._slots[words])
        return self._slots[words]

    def _alternatives(self, written: str) -> Iterator[str]:
        for word in written.split("|"):
            if word.startswith("@"):
                yield from self._list(word[1:])
            else:
                yield folded(word)

    def _list(self, name: str) -> Iterator[str]:
        if name not in self._sets:
            raise ValueError(f"no list is called {name!r}")
        for word in self._sets[name]:
            yield from self._alternatives(word)

    def _learn(self, word: str, slot: int) -> None:
        span = _RANGE.fullmatch(word)
        if span is not None:
            self._ranges.append((int(span[1]), int(span[2]), slot))
        elif not word.endswith("*"):
            self._words[word].add(slot)
        elif len(word) > _SHORTEST_STEM:
            self._stems[word[:-1]].add(slot)
        else:
            raise ValueError(f"too short a beginning: {word!r}")


def folded(text: str) -> str:
    """Write a text in small letters, and alike what people write differently."""
    return text.lower().translate(_FOLDED)


def _commonness(word: str) -> float:
    """Guess how often a word is met: short ones often, ends of sentences always."""
    return 2.0 ** -len(word.strip("*")) if word not in "^$" else 1.0


def _may_fit(phrase: _Phrase, there: frozenset[int]) -> bool:
    return phrase.slots <= there and phrase.never.isdisjoint(there)


def _fits(parts: tuple[_Part, ...], sentence: _Sentence) -> bool:
    first, *others = parts
    return any(
        all(_is_near(part, sentence, at, len(first)) for part in others)
        for at in range(len(sentence))
        if _stands(first, sentence, at)
    )


def _is_near(part: _Part, sentence: _Sentence, at: int, length: int) -> bool:
    near = range(max(0, at - _SPAN), min(len(sentence), at + _SPAN + length))
    return any(_stands(part, sentence, each) for each in near)


def _stands(part: _Part, sentence: _Sentence, at: int) -> bool:
    """Tell whether a part begins at a word; each item is taken where it first fits."""
    if part[0].slot not in sentence[at]:
        return False
    for slot, gap in part[1:]:
        reach = sentence[at + 1 : at + 2 + gap]
        step = next((n for n, slots in enumerate(reach, 1) if slot in slots), 0)
        if not step:
            return False
        at += step
    return True
