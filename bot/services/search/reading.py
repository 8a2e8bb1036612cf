"""What a search may mean: which words are the name, and which the area around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.services.search import words
from bot.services.search.areas import Areas, Members
from bot.services.search.russian import ukrainian
from bot.services.search.words import TYPES, Role, Word

_SPLIT: Final = 0.2
_RUSSIAN: Final = 0.1
_LONGEST: Final = 3  # words in the name of an area

Sounds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may be a name, in the area that was given with it."""

    words: Sounds
    within: Members | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A search, understood: a name somewhere, or a whole area.

    `line` still has the words that mostly stand around names («село»), because some
    names have them too.
    """

    name: Sounds
    line: Sounds
    within: Members | None
    types: frozenset[Role]

    def phrases(self, areas: Areas) -> Iterator[Phrase]:
        """List what may be the name: all of it, or all but an area beside it."""
        for sounds in filter(None, dict.fromkeys((self.name, self.line))):
            parts = _split(sounds, areas) if self.within is None else ()
            for phrase in (Phrase(sounds, self.within), *parts):
                yield from _spelled(phrase)


def read(text: str, areas: Areas, *, guess: bool = False) -> Reading:
    """Read a search; areas are taken by their names, or guessed if misspelled."""
    found = words.read(text)
    rest, within = _take_areas(found, areas, guess=guess)
    return Reading(
        name=tuple(word.sound for word in rest if word.role is Role.NAME),
        line=tuple(word.sound for word in rest),
        within=within,
        types=frozenset(word.role for word in found if word.role in TYPES),
    )


def _take_areas(
    found: Sequence[Word], areas: Areas, *, guess: bool
) -> tuple[list[Word], Members | None]:
    """Take «Херсонська область», «район Бериславський» out of the words."""
    rest, within = list(found), None
    for noun in (word for word in found if word.role in (Role.OBLAST, Role.RAION)):
        named, members = _area(rest, noun, areas, guess=guess)
        if members:
            within = members if within is None else within & members
            rest = [word for word in rest if word not in (*named, noun)]
    return rest, within


def _area(
    line: Sequence[Word], noun: Word, areas: Areas, *, guess: bool
) -> tuple[Sequence[Word], Members]:
    """Find what names the area of a noun; one said twice was taken with the first."""
    for named in _beside(line, line.index(noun)) if noun in line else ():
        if members := _members(named, noun.role, areas, guess=guess):
            return named, members
    return (), frozenset()


def _beside(line: Sequence[Word], at: int) -> Iterator[Sequence[Word]]:
    """List what may name the area at a noun: words before it, then after it."""
    lengths = range(_LONGEST, 0, -1)
    yield from (line[at - n : at] for n in lengths if at >= n)
    yield from (line[at + 1 : at + 1 + n] for n in lengths if len(line) > at + n)


def _members(
    named: Sequence[Word], kind: Role, areas: Areas, *, guess: bool
) -> Members:
    sounds = [word.sound for word in named]
    found = areas.find(sounds, [kind]) or areas.find(ukrainian(sounds), [kind])
    if found or not guess:
        return found
    return areas.guess("".join(sounds), kind)


def _split(name: Sounds, areas: Areas) -> Iterator[Phrase]:
    for at in range(1, len(name)):
        for place, area in ((name[:at], name[at:]), (name[at:], name[:at])):
            members = areas.find(area) or areas.find(ukrainian(area))
            if members:
                yield Phrase(place, members, _SPLIT)


def _spelled(phrase: Phrase) -> Iterator[Phrase]:
    """Spell a phrase as it stands, and the Ukrainian way if that is another."""
    yield phrase
    spelled = ukrainian(phrase.words)
    if spelled != phrase.words:
        yield Phrase(spelled, phrase.within, phrase.cost + _RUSSIAN)
