"""Addresses as people say them: without a type of street, with numbers in words."""

from bot.services.checks.findings import Pattern
from bot.services.checks.streets import BLANK, COUNTED, MONTHS, STREET
from bot.services.checks.vocabulary import listed

_PEOPLE = frozenset(listed("known_streets"))
_LOOKS = frozenset(listed("street_adjectives"))
_ENDINGS = ("а", "ая", "у", "ую", "ої", "ій", "ой", "ою")
_HOUSE = rf"""(?: (?! \d+ (?: {BLANK}?[,.–-]{BLANK}?\d+ )? {COUNTED} )
    (?! (?:19|20)\d\d(?!\d) | \d{{1,2}}[.:]\d\d(?!\d) )
    \d{{1,3}} (?!\d) (?: -?[^\W\d_](?!\w) | [/\\–-]\d{{1,3}}(?!\d) )? (?![\w%]) )"""
_COMMA = rf"(?: {BLANK}? [,:] {BLANK}? | {BLANK} )"
# «Лесі Українки 9а», «на Садовій 17».
KNOWN = Pattern(
    rf"(?<![\w-]) (?P<known> [^\W\d_]{{4,20}} ) {_COMMA} (?P<house>{_HOUSE})"
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
_NUMERALS = """двад трид соро п пят шіст шест сімд семь вісі восе дев девя сто один перш
    два дві две три чоти четы сім деся дван двен трин пятн сімн семн"""
IN_WORDS = Pattern(
    rf"""(?<!\w) (?: (?: хат[аиіуе] | будин(?:ок|ку|ка) | дім | дом[еуа]?
        | квартир[аиіуы] ) {BLANK} (?:під{BLANK})? номер(?:ом)?
        | квартир[аиіуы] | кв\.? | {STREET} [^\n\d;!?]{{3,40}} (?<!\w) будин(?:ок|ку)
        ) {BLANK} (?P<house>{_SAID})
        (?! {BLANK} (?:метр|кв|м(?!\w)|кімнат|комнат|поверх|грн|грив|людей) )""",
    "хат хата хати хаті хату хате буди дім дом дому доме дома квар кв",
    _NUMERALS,
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
# «моя адреса Миру, 8», «I live on Myru 8»: the word says what follows.
LIVING = Pattern(
    rf"""(?<!\w) (?: адрес\w{{0,3}} | address | живу | живемо | живем | мешка\w{{2,4}}
        | прожива\w{{2,4}} | прописан\w? | зареєстрован\w? | live | lives | living )
        [^\d\n.!?]{{1,40}}? (?<!\w) (?! {MONTHS} ) (?-i:[А-ЯІЇЄҐA-Z]) [^\W\d_]{{2,20}}
        {_COMMA} (?P<house>{_HOUSE})""",
    "адре addr живу живе меш мешк прож проп заре live livi",
)
_ENGLISH = r"""(?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
    |\w{3,6}teen|twenty|thirty|forty|fifty )"""
# «outside 12 Lisova», «house number 7 on Lisova».
NUMBER_FIRST = Pattern(
    rf"""(?<!\w) (?: at | of | outside | near | behind | opposite | address:? ) {BLANK}
        (?P<house> \d{{1,3}} (?!\d) [a-z]? ) {BLANK} (?:{_LATIN}{BLANK})? {_LATIN}
        (?: (?<=a) | (?<=oho) | (?<=iv) | (?<=oi) ) (?!\w)
        | (?<!\w) (?P<houses> (?: house | flat | apartment | building ) {BLANK}
        (?: number | no\.? | nr\.? ) {BLANK} (?: {_HOUSE} | {_ENGLISH} ) (?!\w) )""",
    "at of outs near behi oppo addr hous flat apar buil",
)
WITH_FIGURES = (LIVING, KNOWN, BESIDE, WITH_PART, AFTER_WORD, TRANSLITERATED)
WITHOUT = (NUMBER_FIRST, IN_WORDS)


def is_street(word: str) -> bool:
    """Tell a street's name that needs no type: «Шевченка», «Садова»."""
    low = word.lower()
    by_look = any(low.removesuffix(ending) in _LOOKS for ending in _ENDINGS)
    return low in _PEOPLE or (word[0].isupper() and by_look)
