"""Addresses as people say them: without a type of street, with numbers in words."""

from bot.services.checks.findings import Pattern
from bot.services.checks.streets import BLANK, COUNTED, MONTHS, STREET
from bot.services.checks.vocabulary import listed

_PERSONS = listed("known_streets")
_ADJECTIVES = listed("street_adjectives")
_STARTS = " ".join({name[:4].split("_")[0] for name in (*_PERSONS, *_ADJECTIVES)})
_AFTER_PERSONS = "|".join(_PERSONS).replace("_", BLANK)
_BY_LOOK = "|".join(name.capitalize() for name in _ADJECTIVES)
_HOUSE = rf"""(?: (?! \d+ (?: {BLANK}?[,.–-]{BLANK}?\d+ )? {COUNTED} )
    (?! (?:19|20)\d\d(?!\d) | \d{{1,2}}[.:]\d\d(?!\d) )
    \d{{1,3}} (?!\d) (?: -?[^\W\d_](?!\w) | [/\\–-]\d{{1,3}}(?!\d) )? (?![\w%]) )"""
_COMMA = rf"(?: {BLANK}? ,? {BLANK} )"
# «Лесі Українки 9а», «на Садовій 17».
KNOWN = Pattern(
    rf"(?<![\w-]) (?: {_PERSONS} | {_ADJECTIVES} ) {_COMMA} (?P<house>{_HOUSE})",
    _STARTS,
)
_CAPITALS = r"(?-i:[А-ЯІЇЄҐ]) [^\W\d_]{2,20} (?:['’ʼ-][^\W\d_]{2,20})?"
_NAME = rf"{_CAPITALS} (?:{BLANK}{_CAPITALS})? (?<=[аяїйуюиів])"
# «біля будинку Садова 17», «хата Шевченка 71».
BESIDE = Pattern(
    rf"""(?<!\w) (?: будин(?:ок|ку|ка|ком) | дом[еуа]? | хат[аиіуе] | під['’ʼ]?їзд[іу]?
        | подъезд[еу]? | двор[іуе] | двір ) {BLANK} (?:(?:на|по){BLANK})?
        {_NAME} {_COMMA} (?P<house>{_HOUSE})""",
    "буди дом доме дому дома хат хата хати хаті хату хате під підї подъ двор двір",
)
# «Робітнича 9, другий під'їзд», «Миру 4, кв 8».
_PART = r"(?: кв | квартир\w | під['’ʼ]?їзд\w? | подъезд\w? | домофон\w? | поверх\w? )"
WITH_PART = Pattern(
    rf"""(?<!\w) {_NAME} {_COMMA} (?P<house>{_HOUSE}) {BLANK}? ,? {BLANK}?
        (?: [^\W\d_]{{4,9}} {BLANK} )? {_PART} (?!\w)""",
    "кв квар під підї подъ домо пове",
)
# «вулиця калинова буд 23 собака»: what follows is not counted.
AFTER_WORD = Pattern(
    rf"""{STREET} [^\n\d;!?]{{2,40}} (?<!\w)
        (?P<house> буд(?:инок)? \.? {BLANK}? №? {BLANK}? \d{{1,3}} (?!\d)
        (?: -?[^\W\d_](?!\w) )? )""",
    "буд буди",
)
_TENS = r"""(?: двадцять|двадцать|тридцять|тридцать|сорок|п['’ʼ]?ятдесят|шістдесят
    |шестьдесят|сімдесят|семьдесят|вісімдесят|восемьдесят|дев['’ʼ]?яносто|сто )"""
_ONES = r"""(?: один|перш\w{1,2}|два|дві|две|три|чотири|четыре|п['’ʼ]?ять|шість|шесть
    |сім|семь|вісім|восемь|дев['’ʼ]?ять|десять|\w{3,7}надцять|\w{3,7}надцать )"""
_SAID = rf"(?: {_TENS} (?:{BLANK}{_ONES})? | {_ONES} ) (?!\w)"
IN_WORDS = Pattern(
    rf"""(?<!\w) (?: (?: хат[аиіуе] | будин(?:ок|ку|ка) | дім | дом[еуа]?
        | квартир[аиіуы] ) {BLANK} (?:під{BLANK})? номер(?:ом)?
        | квартир[аиіуы] | кв\.? ) {BLANK} (?P<house>{_SAID})
        (?! {BLANK} (?:метр|кв|м(?!\w)|кімнат|комнат|поверх|грн|грив|людей) )""",
    "хат хата хати хаті хату хате буди дім дом дому доме дома квар кв",
)
_LATIN = rf"(?! {MONTHS} ) (?-i:[A-Z]) [a-z'’-]{{3,20}}"
# «at Zelena 5a», «boulevard Slavy 2b», «bud. 27».
TRANSLITERATED = Pattern(
    rf"""(?<!\w) (?: at | on | address:? | near | from | to | by ) {BLANK}
        (?:{_LATIN}{BLANK})? {_LATIN} (?: (?<=a) | (?<=oho) | (?<=iv) | (?<=oi) )
        {_COMMA} (?P<house>{_HOUSE})
        | (?<!\w) (?: street | boulevard | avenue | lane | square | prospe[ck]t
        | vulytsia ) {BLANK} (?:{_LATIN}{BLANK})? {_LATIN} {_COMMA} (?P<houses>{_HOUSE})
        | (?<!\w) (?P<short> (?: bud | ap )\. {BLANK}? \d{{1,3}} [a-z]? (?!\w) )""",
    "at on addr near from to by stre boul aven lane squa pros vuly bud ap",
)
PATTERNS = (KNOWN, BESIDE, WITH_PART, AFTER_WORD, IN_WORDS, TRANSLITERATED)
