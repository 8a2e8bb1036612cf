"""Names of persons: with a patronymic, in full, with initials."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from bot.services.checks.eponyms import is_eponym
from bot.services.checks.findings import Finding, Kind, Pattern
from bot.services.checks.given import is_given
from bot.services.checks.introductions import find_introductions
from bot.services.checks.vocabulary import listed
from bot.services.checks.words import Word, Words

# Endings of patronymics in their cases (Ukrainian orthography of 2019, its Russian
# and Latin spellings).
PATRONYMIC = Pattern(
    r"""\w{2,}? (?: (?:[оеє]в|[йь]ов)ич(?:а|у|еві|ем|і|е)?
    | (?:ілл|иль)іч | (?:кузьм|лук|хом|сав|фом|ілл|иль|нікіт|никит)ич(?:а|у|ем|еві)?
    | (?:[ії]|[оеє])вн(?:а|и|і|у|ою|о|ы|е|ой|ей)
    | [їіи]?[іи]ничн(?:а|и|і|у|ою|о|ы|е|ой)
    | (?:yo|o|e|ye|iyo)v[yi]ch | (?:i|yi|o|e|iy|ye)vna )"""
)
# Without a known given name before it only these endings are beyond doubt.
CERTAIN = Pattern(
    r"\w{3,} (?: [оеє]вич(?:а|у|еві|ем)? | [ії]вн(?:а|и|і|у|ою|о) | ovych | ivna )"
)
NO_PATRONYMIC = ("королівн", "царівн", "князівн", "рівн", "нерівн", "основн", "головн")
SURNAME = Pattern(
    r"""\w{2,} (?: енк(?:о|а|у|ові|ом) | [бвгдзлмнрстчщ][ую]к(?:а|у|ом|ові)?
    | (?:ишин|ович|евич|ник|[оеє]в|[иіїу]н|ар|ач)(?:а|у|им|ем|ої|ій)? | ець
    | [сцз]ьк(?:ий|ого|ому|им|а|ої|ій|у|ою) | enko | chuk | sk[ayi]y? )"""
)
SURE_SURNAME = Pattern(
    r"""\w{2,} (?: енк(?:о|а|у|ові|ом) | (?:[чщ]у|ю)к(?:а|у|ом|ові)?
    | (?:ишин|ович|евич)(?:а|у)? | enko | ch[uy]k )"""
)
INITIALS_FIRST = re.compile(
    r"(?<![\w.])(?P<initials>(?:[А-ЯІЇЄҐA-Z]\.[^\S\n]?){1,2})"
    r"(?P<surname>[А-ЯІЇЄҐA-Z][^\W\d_]{2,24})"
)
SURNAME_FIRST = re.compile(
    r"(?<!\w)(?P<surname>[А-ЯІЇЄҐA-Z][^\W\d_]{2,24})[^\S\n]{1,2}"
    r"(?P<initials>[А-ЯІЇЄҐA-Z]\.[^\S\n]?[А-ЯІЇЄҐA-Z](?:\.|(?!\w)))"
)
INITIAL = re.compile(r"[А-ЯІЇЄҐA-Z]\.")
NO_INITIALS = frozenset(["PS", "ПС", "РС", "ЗЫ", "US", "UN", "UK", "EU", "OK", "ОК"])
OFFICES = listed("leaders", "roles")
TITLES = listed("titled")
SHORTEST_SURNAME = 4


def find_names(text: str) -> Iterator[Finding]:
    """Find names of persons, not of streets and schools that bear them."""
    words = Words(text)
    for first, last in _persons(words):
        if not is_eponym(words, first, last):
            yield Finding(Kind.NAME, words[first].start, words[last].end)
    if INITIAL.search(text):
        yield from _with_initials(words)
    yield from find_introductions(words)


def _persons(words: Words) -> Iterator[tuple[int, int]]:
    for index in range(len(words) - 1):
        if not words.joined(index):
            continue
        if _is_patronymic(words[index], words[index + 1]):
            yield _with_surname(words, index, index + 1)
        elif _is_full_name(words[index], words[index + 1]):
            yield index, index + 1
        elif _is_official(words[index], words[index + 1]):
            yield index + 1, index + 1


def _is_patronymic(given: Word, word: Word) -> bool:
    if not _ends_so(word.lower):
        return False
    if is_given(given.lower):
        return word.is_capital or not given.is_capital
    both = given.is_capital and word.is_capital
    return both and CERTAIN.fullmatch(word.lower) is not None


@lru_cache(maxsize=4096)
def _ends_so(word: str) -> bool:
    is_other = word.startswith(NO_PATRONYMIC)
    return not is_other and PATRONYMIC.fullmatch(word) is not None


def _with_surname(words: Words, first: int, last: int) -> tuple[int, int]:
    """Take the surname after the name, or the one before it."""
    if words.joined(last) and words[last + 1].is_capital:
        return first, last + 1
    if words.joined(first - 1) and SURNAME.fullmatch(words[first - 1].lower):
        return first - 1, last
    return first, last


def _is_full_name(one: Word, two: Word) -> bool:
    if not (one.is_capital and two.is_capital):
        return False
    if is_given(two.lower):
        return SURE_SURNAME.fullmatch(one.lower) is not None
    surname = len(two.text) >= SHORTEST_SURNAME and not two.lower.startswith(TITLES)
    return surname and is_given(one.lower)


def _is_official(office: Word, surname: Word) -> bool:
    sure = SURE_SURNAME.fullmatch(surname.lower) is not None
    return sure and surname.is_capital and office.lower.startswith(OFFICES)


def _with_initials(words: Words) -> Iterator[Finding]:
    places = words.places()
    patterns = (INITIALS_FIRST, SURNAME_FIRST)
    found = chain.from_iterable(each.finditer(words.source) for each in patterns)
    for match in filter(_is_initialled, found):
        first, last = places[match.start()], places[match.start("surname")]
        if not is_eponym(words, first, last):
            yield Finding(Kind.NAME, *match.span())


def _is_initialled(match: re.Match[str]) -> bool:
    """Want two initials, or one with an unmistakable surname."""
    letters = "".join(c for c in match["initials"] if c.isalpha())
    surname = match["surname"].lower()
    if letters in NO_INITIALS or surname.startswith(OFFICES):
        return False
    return len(letters) > 1 or SURE_SURNAME.fullmatch(surname) is not None
