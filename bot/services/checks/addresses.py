"""Exact addresses: the house after a street, a house or a flat by its number."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.services.checks import colloquial
from bot.services.checks.findings import Finding, Kind, Pattern
from bot.services.checks.streets import (
    BLANK,
    COUNTED,
    INITIAL,
    MONTHS,
    ORDINAL,
    PROSE,
    STREET,
    STREETS,
    WORD,
)

MARK = rf"(?: (?: [№#] | (?:n|no|номер(?:ом)?|number)(?!\w) ) \.? {BLANK}? )"
HOUSE = r"""(?: (?: буд(?:ин(?:ок|ку|ка|ком|ки|ків|ках|кам|кові))? | б | д
    | дом(?:а|у|е|ом|ов|ах)? | house | bldg | building
    | bud(?:yn(?:ok|ku))? ) (?![\w’'-]) \.? )"""
# «А», «-А», «"А"»: after a blank only a capital, so that «12 а також» keeps its «а».
LETTER = rf"""(?: -? [^\W\d_](?![\w’'-]) | {BLANK}?["«“] [^\W\d_] ["»”]
    | {BLANK} (?-i:[А-ЕЖЗІКA-H]) (?=[\s,.;)]*(?:$|[\s,.;)])) (?![\w’'-]) )"""
# No decimal, year, date, time, sum, ordinal, nor a count of something.
HOUSE_NUMBER = rf"""(?: (?<!\d)
    (?! \d+ (?: {BLANK}?[,.–-]{BLANK}?\d+ )? {COUNTED} )
    (?! (?:19|20)\d\d(?!\d) | \d{{1,2}}[.:]\d\d(?!\d) | \d{{1,3}}{BLANK}\d{{3}}(?!\d) )
    \d{{1,4}} (?! \d | -?[^\W\d_]{{2}} ) {LETTER}?
    (?: {BLANK}? [/\\–-] {BLANK}? \d{{1,4}}(?!\d) {LETTER}? )? )"""
FLAT = r"(?: кв(?:артир(?:а|и|і|у|ою|е|ы))? | kv | apt | apartment | flat )"
PART = rf"""(?: {BLANK}? [,(]? {BLANK}? (?: {FLAT} | корп(?:ус\w?)? | к | під['’ʼ]їзд
    | подъезд | секці[яї] | поверх | этаж | оф(?:іс)? | літ(?:ера)? | entrance | room )
    \.? {BLANK}? {MARK}? \d{{1,4}}(?!\d) {LETTER}? )"""
NEXT = rf"""(?: {BLANK}? (?: [,;&+] | (?:та|і|й|и|або|and|or)(?!\w) ) {BLANK}?
    (?: {HOUSE} {BLANK}? )? {MARK}? {HOUSE_NUMBER} {PART}{{0,3}} )"""
NUMBERS = rf"{MARK}? {HOUSE_NUMBER} {PART}{{0,4}} {NEXT}{{0,8}}"
# A full stop instead of the comma, when no list and no sentence goes on after it.
STOP = rf"(?: \. (?= {BLANK}?\d{{1,4}}[^\W\d_]?{BLANK}?(?: , | [.)]?\s{{0,3}}\Z ) ) )"
AFTER = rf"""(?: {BLANK}{{0,3}} (?: [,(:–-] | {STOP} )? {BLANK}{{0,3}}
    (?: {HOUSE} {BLANK}{{0,2}} )? )"""

# A numbered line is a street's name: «вул. Лінія 6».
NAME = rf"""(?: лін(?:ія|ії|ію|ією) {BLANK}? [-№]? \d{{1,2}} (?!\d)
    | (?: {ORDINAL} | (?!лін[іи]) ) (?: {INITIAL}{BLANK}? ){{0,2}} {PROSE}{WORD}
    (?: {BLANK}{{1,2}}{PROSE}{WORD} ){{0,3}}? )"""
AFTER_STREET = Pattern(
    rf"""(?P<type>{STREET}) {BLANK}{{0,3}} (?:ім(?:ені|\.)?{BLANK}?)? (?P<name>{NAME})
        (?P<house>{AFTER}{NUMBERS})""",
    STREETS,
)
# «на Шевченка 12», «м. Кропивницький, Соборна 5»: a street known by its form.
CAPITALS = r"(?-i:[А-ЯІЇЄҐ]) [^\W\d_]{2,20} (?:['’ʼ-][^\W\d_]{2,20})?"
GENITIVE = r"(?: (?<=[аяїй]) | (?<=ого|нко) | (?<=их|ів|ки) )"
BY_FORM = Pattern(
    rf"""(?<!\w) (?: на | по | (?:за{BLANK})?адрес(?:ою|а|у)?:?
        | (?:живу|живемо|мешкаю|проживаю|живем|прописан\w?) (?:{BLANK}(?:на|по|в|у))?
        | (?:м|с|смт|село|місто|город)\.? {BLANK}? {CAPITALS} , )
        {BLANK} (?:{INITIAL}{BLANK}?)? {CAPITALS} (?:{BLANK}{CAPITALS})? {GENITIVE}
        (?P<house>{AFTER}{NUMBERS})"""
)
# «у дворі шевченка 31», «під'їзд Шевченка 40-а»; «садова 11,» begins a text.
BY_YARD = Pattern(
    rf"""(?<!\w) (?: двор(?:і|у|е)
        | (?:мій|мой|наш|цей){BLANK}(?:дім|дом|будинок) | подвір['’ʼ]?ї
        | під['’ʼ]?їзд(?:і|у)?
        | подъезд[еу]? )
        {BLANK} (?:на|по){{0,1}} {BLANK}{{0,1}} {PROSE} [^\W\d_]{{3,20}} {GENITIVE}
        (?P<house>{AFTER}{NUMBERS})""",
    "двор мій мой наш цей подв під підї подъ",
)
BY_START = Pattern(
    rf"""(?:\A|\n) {BLANK}{{0,3}} [^\W\d_]{{2,16}}
        (?:ова|ева|єва|ська|цька|ского|ського)
        {BLANK} (?P<house>{HOUSE_NUMBER}) (?=\s{{0,2}}[,:])"""
)
# Children's homes, maternity and trade houses bear numbers, like schools.
PUBLIC = r"""(?P<public> (?:дитяч|пологов|торгов|торговельн|молитовн|детск|родильн
    |молитвен)\w{0,4}\s{1,3} )?"""
SOME_STREET = rf"(?= [^\n;!?]{{0,60}} {STREET} )"
BY_HOUSE = Pattern(
    rf"""(?<!\w) {PUBLIC} (?:
        (?P<short> (?: буд|кв|kv|apt|flat|bldg )(?!\w) \.? {BLANK}? {NUMBERS} )
        | (?: будин(?:ок|ку|ка|ком|кові) | дом(?:у|е|ом|і)? | house
            | квартир(?:а|и|і|у|ою|е|ы) | apartment )(?!\w)
            (?:{BLANK}(?:під|за|под))? (?P<house>{BLANK}?{NUMBERS})
        | (?: хат(?:а|и|і|у|ою|е) | дв(?:ір|ору|орі|ор) | садиб\w | дач\w
            | подвір\W?\w ) (?:{BLANK}(?:під|за|под))? (?P<yard>{BLANK}?{MARK}{NUMBERS})
        | (?: будинк(?:и|ів|ах|ам|ами) | дом(?:а|ов|ах|ам) | houses | building )(?!\w)
            (?P<houses>{BLANK}? (?: {MARK}{NUMBERS} | {NUMBERS}{SOME_STREET} )) )""",
    "буд буди дом дома доме домо дому домі хат хата хати хаті хату хато двір двор сади"
    " дач дача дачі дачу дачи подв кв квар kv apt apar flat bldg buil hous",
)
# «у 12 будинку», «15-та квартира».
BY_ORDINAL = Pattern(
    rf"""(?<!\w) (?: (?:в|у|біля|до|від|коло|возле|из|з|із){BLANK} (?P<count>\d{{1,3}})
        | (?P<ordinal>\d{{1,3}}-?(?:й|го|му|ий|ому|ого|та|ї|ій|а)) ) {BLANK}
        (?: будин(?:ок|ку|ка|ком) | дом[еуа]? | квартир(?:а|и|і|у|е|ы) ) (?!\w)""",
    "буди дом доме дома дому квар",
)
ENGLISH = r"""(?: street|str|st|avenue|ave|road|rd|lane|boulevard|blvd|square|sq
    |drive|quay|prospekt ) (?!\w)"""
ENGLISH_STREETS = "stre str st aven ave road rd lane boul blvd squa sq driv quay pros"
# «8 March Street» is a name.
LATIN = rf"(?! {MONTHS} ) (?-i:[A-Z]) [a-z'’-]{{2,20}}"
ENGLISH_BEFORE = Pattern(
    rf"""(?P<public> (?:in|since|until|by|bus|route|school|lyceum|no|№|number|tram)
        \.?{BLANK} )? (?<![\w.,:/$€№#-]) (?P<house> (?:house{BLANK})? {HOUSE_NUMBER}
        (?:{PART}{{0,2}},?) {BLANK} ) (?: {LATIN}{BLANK} ){{1,3}} {ENGLISH}""",
    ENGLISH_STREETS,
)
ENGLISH_AFTER = Pattern(
    rf"""(?<!\w) {PROSE} [a-z'’-]{{3,20}} {BLANK} {ENGLISH} \.?
        (?P<house>{AFTER}{NUMBERS})""",
    ENGLISH_STREETS,
)
PATTERNS = (
    *(AFTER_STREET, BY_FORM, BY_YARD, BY_START, BY_HOUSE, BY_ORDINAL),
    *(ENGLISH_BEFORE, ENGLISH_AFTER, *colloquial.WITH_FIGURES),
)
FIGURE = re.compile(r"\d")
SPANS = ("house", "short", "houses", "yard", "count", "ordinal")
# These types are everyday words as well: only a capital makes a name of what follows.
EVERYDAY = Pattern(
    r"""(?: кварт | майдан | ал | узв | шос | туп | проїзд | проезд | площ | набережн
        | (?:пр|мн)\.?\Z )"""
)


def find_addresses(text: str) -> Iterator[Finding]:
    """Find house and flat numbers (domain.md 3.2), never a street alone."""
    figures = FIGURE.search(text) is not None
    for pattern in chain(PATTERNS if figures else (), colloquial.WITHOUT):
        for match in filter(_is_exact, pattern.finditer(text)):
            yield Finding(Kind.ADDRESS, *_span(match))


def _is_exact(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    name = parts.get("name") or ""
    everyday = EVERYDAY.match(parts.get("type") or "") is not None
    known = parts.get("known")
    if known and not colloquial.is_street(known):
        return False
    return not (parts.get("public") or (everyday and name.islower()))


def _span(match: re.Match[str]) -> tuple[int, int]:
    return next(match.span(g) for g in SPANS if match.groupdict().get(g))
