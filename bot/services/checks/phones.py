"""Telephone numbers, but not the short and the toll-free lines of services."""

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
        (?! \s? (?:грн|гривен|тис|uah|₴|[$€]) )"""
)
# The letter O for a nought.
LETTERED = Pattern(
    r"""(?<!\w) (?: \+? 38 [\s-]? )? [(]? [OО] [3-79] [\dOО] [)]?
        (?: [\s-]{0,2} [\dOО] ){7} (?!\w)"""
)
# A plus sign and enough digits: a number abroad, assigned or not.
ABROAD = Pattern(
    r"""(?<![\w+]) \+ (?! 38\D?0\D?800 ) [1-9] (?: [\s().-]{0,2} \d ){9,13} (?!\d)
        (?! \s? (?:грн|гривен|тис|uah|₴|[$€%]) )"""
)
TRIES = 200
INTERNATIONAL = ("+", "00", "380")
FREE = ("380800", "00380800")


def find_phones(text: str) -> Iterator[Finding]:
    """Find telephone numbers, foreign ones too (libphonenumber for these)."""
    yield from _find_international(text)
    for match in NATIONAL.finditer(text):
        yield Finding(Kind.PHONE, *match.span())
    for match in LABELLED.finditer(text):
        yield Finding(Kind.PHONE, *match.span("number"))
    for pattern in (ABROAD, LETTERED, SPELLED):
        for match in pattern.finditer(text):
            yield Finding(Kind.PHONE, *match.span())


def _find_international(text: str) -> Iterator[Finding]:
    for match in PhoneNumberMatcher(text, "UA", Leniency.VALID, TRIES):
        raw = match.raw_string.lstrip("(")
        if raw.startswith(INTERNATIONAL) and not digits(raw).startswith(FREE):
            yield Finding(Kind.PHONE, match.start, match.end)
