"""Names that their owners introduce, and names with a title."""

import re
from collections.abc import Iterator

from bot.services.checks.findings import Finding, Kind, Pattern
from bot.services.checks.given import is_given, is_nominative
from bot.services.checks.vocabulary import listed
from bot.services.checks.words import Words

INTRODUCED = Pattern(
    r"""(?<!\w) (?: (?:мене|меня)\s(?:звати|звуть|зовут|кличуть)
    | (?:звати|звуть|зовут)\s(?:мене|меня)
    | (?:моє|мое|моё)\s(?:повне\s|полное\s)?(?:ім['’ʼ`]?я|имя)(?:\sта\sпрізвище)?
    | (?:моє|мое)\sпрізвище | моя\sфамилия | (?:моє\s)?піб | фио
    | my\s(?:(?:full|first|last)\s)?name(?:\sis|['’]s)? | з\sповагою | с\sуважением
    | (?:kind|best)\sregards | sincerely(?:\syours)? ) [\s,:.–—-]{1,4}""",
    "мене меня зват звут зову моє мое моё моя піб фио my пова уваж kind best sinc",
)
TITLED = Pattern(
    r"""(?<!\w) (?: пан(?:а|у|ові|ом|е|і|ею)? | добродій\w{0,3} | господин\w{0,2}
    | госпож[аиеу] | mrs? | ms | dr ) \.? [^\S\n]{1,2} (?=\w)""",
    "пан пана пану пано пане пані добр госп mr mrs ms dr",
)
# After these only a known given name makes an introduction.
MAYBE_INTRODUCED = Pattern(
    r"(?<!\w) (?: я[\s,–—-]{1,4} | i['’]m\s | i\sam\s | call\sme\s | this\sis\s )",
    "я i call this",
)
TITLES, TITLES_EXACT = listed("titled"), frozenset(listed("titled_exact"))
LONGEST = 3  # words: given name, patronymic, surname


def find_introductions(words: Words) -> Iterator[Finding]:
    """Find names with what introduces them: «Мене звати» alone says nothing."""
    for pattern in (INTRODUCED, TITLED, MAYBE_INTRODUCED):
        known = pattern is MAYBE_INTRODUCED
        for match in pattern.finditer(words.source):
            first = words.places().get(match.end())
            if first is not None and _is_name(words, first, known=known):
                yield _until_name_ends(words, match, first)


def _until_name_ends(words: Words, match: re.Match[str], first: int) -> Finding:
    last = first
    while last - first < LONGEST - 1 and words.joined(last):
        if not words[last + 1].is_capital:
            break
        last += 1
    return Finding(Kind.NAME, match.start(), words[last].end)


def _is_name(words: Words, first: int, *, known: bool) -> bool:
    word = words[first]
    if is_given(word.lower) and is_nominative(word.lower):
        return True
    if known or word.is_initial or not word.is_capital:
        return False
    return word.lower not in TITLES_EXACT and not word.lower.startswith(TITLES)
