"""Telephone numbers, but not the short and the toll-free lines of services."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from bot.services.checks.findings import Finding, Kind, Pattern, digits
from bot.services.checks.spelled import SPELLED

GAP = r"[\s().\/–-]{0,3}"
# A national number (trunk 0, codes 3x-7x and 9x: mobile and oblasts; toll-free 0 800
# and the short lines belong to services) as people space and bracket it, but not a
# date, opening hours or a timetable.
NATIONAL = Pattern(
    rf"""(?<![\w+.,])
        (?! [0-3]\d[.\/-](?:0[1-9]|1[0-2])[.\/-](?:\d\d){{1,2}}(?!\d) )
        (?! \d\d\.\d\d[\s–-] )
        [(]? (?: 3{GAP}8{GAP} | 8{GAP} )? 0 {GAP} [3-79] (?: {GAP} \d ){{8}} (?!\d)"""
)
# Five to nine digits are a telephone only when the word says so.
LABELLED = Pattern(
    r"""(?<!\w) (?: тел(?:ефон\w{0,5})? | дзвон\w{1,4} | звон\w{1,4} | набира\w{1,4}
        | ring\ (?:me\ (?:at|on))? | моб(?:ільн\w{1,3}|ильн\w{1,3})? | viber
        | вайбер\w? | whatsapp | phone | mobile | tel | whats\ app
        | (?: call|text|message|reach|phone|ring )\ (?: me|us|him|her )? \ ?
            (?: at|on )?
        | (?:мій|мой|my)\ (?:номер|number) )
        (?: \s (?:на|за|по|to) )? (?: \s (?:міськ|городск|домашн|номер)\w{0,4} )?
        [\s.:№-]{0,4}
        (?P<number> (?<!\d) (?! 116\s?\d | 0\s?800 ) [(]? \d
            (?: [\s().-]{0,2} \d ){4,11} ) (?!\d)
        (?! \s? (?:грн|гривен|тис|uah|₴|[$€]) )""",
    "тел теле дзво звон наби моб мобі моби вайб мій мой"
    " ring vibe what phon mobi tel call text mess reac my",
)
# The letter O for a nought.
LETTERED = Pattern(
    r"""(?<!\w) (?: \+? 38 [\s-]? )? [(]? [OО] [3-79] [\dOО] [)]?
        (?: [\s-]{0,2} [\dOО] ){7} (?!\w)""",
    "o о",
)
# A plus sign and enough digits: a number abroad, assigned or not.
ABROAD = Pattern(
    r"""(?<![\w+]) \+ (?! 38\D?0\D?800 ) [1-9] (?: [\s().-]{0,2} \d ){9,13} (?!\d)
        (?! \s? (?:грн|гривен|тис|uah|₴|[$€%]) )""",
    "+",
)
FIGURES = re.compile(r"(?:\d\D{0,3}){4}")
TRIES = 200
INTERNATIONAL = ("+", "00", "380")
FREE = ("380800", "00380800")


def find_phones(text: str) -> Iterator[Finding]:
    """Find telephone numbers, foreign ones too (libphonenumber for these)."""
    if FIGURES.search(text):
        yield from _find_in_figures(text)
    for pattern in (LETTERED, SPELLED):
        for match in pattern.finditer(text):
            yield Finding(Kind.PHONE, *match.span())


def _find_in_figures(text: str) -> Iterator[Finding]:
    yield from _find_international(text)
    for match in LABELLED.finditer(text):
        yield Finding(Kind.PHONE, *match.span("number"))
    for pattern in (NATIONAL, ABROAD):
        for match in pattern.finditer(text):
            yield Finding(Kind.PHONE, *match.span())


def _find_international(text: str) -> Iterator[Finding]:
    if not any(prefix in text for prefix in INTERNATIONAL):
        return
    for match in PhoneNumberMatcher(text, "UA", Leniency.VALID, TRIES):
        raw = match.raw_string.lstrip("(")
        if raw.startswith(INTERNATIONAL) and not digits(raw).startswith(FREE):
            yield Finding(Kind.PHONE, match.start, match.end)
