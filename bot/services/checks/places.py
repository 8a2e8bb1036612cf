"""Points on a map: coordinates in figures, degrees and codes."""

from collections.abc import Iterator
from itertools import chain

from bot.services.checks.findings import Finding, Kind, Pattern

# Decimal degrees: a pair with a point or a comma, in either order.
PAIR = Pattern(
    r"""(?<![\w.,]) -?(?P<first>\d{1,3}[.,]\d{2,12}) °? (?:\s?[nsewпзсдш]\w{0,2}\.?)?
        [\s,;/|]{1,3} (?: (?:lon|lng|long|довгота|долгота|e|east)\b [\s:=]{0,2} )?
        -?(?P<second>\d{1,3}[.,]\d{2,12}) (?!\d|[\w.,]\d)
        (?! \s? (?:тис|грн|млн|га|км|м|кг|%|₴)(?!\w) )"""
)
# Degrees, minutes, seconds (ISO 6709 as people write it).
DEGREES = Pattern(
    r"""(?<![\w.]) (?:[nsew]\s?)? \d{1,3} (?:[.,]\d{1,8})? \s?°
        \s?\d{1,2} (?:[.,]\d{1,6})? \s?['’′]
        (?: \s?\d{1,2} (?:[.,]\d{1,4})? \s?(?:["”″]|['’′]{2}) )?
        (?: \s?(?: [nsew](?!\w) | (?:пн|пд|сх|зх|с|в|ю|з)\.?\s?[шд](?!\w)\.? ) )?""",
    "°",
)
LABELLED = Pattern(
    r"(?<!\w) (?:lat|latitude|широта) [\s:=]{1,3} (?P<first>\d{1,2}[.,]\d{1,12})",
    "lat lati широ",
)
PLUS_CODE = Pattern(  # Open Location Code, its twenty letters
    r"(?<!\w) [23456789CFGHJMPQRVWX]{4,8} \+ [23456789CFGHJMPQRVWX]{2,3} (?!\w)",
    "+",
)
# «N 48 30.5 E 32 15.7», «48 градусів 30 хвилин»; MGRS; what3words.
SPACED = Pattern(
    r"""(?<!\w) (?: n|s|пн|пд ) [.\s]{0,2} \d{1,2} [\s°]{1,2} \d{1,2}
        (?: [.,'’′\s]{1,2} \d{1,4} ){0,2} ["”″'’]? [\s,;]{1,3}
        (?: e|w|сх|зх ) [.\s]{0,2} \d{1,3}""",
    "n s пн пд",
)
WORDED = Pattern(
    r"""(?<!\w) \d{1,2} \s? (?: градус\w{0,3} | degrees? ) \s \d{1,2} \s?
        (?: хвилин\w? | минут\w? | хв | мин | minutes? | min ) """,
    "град degr",
)
# «N45.498 E31.702», «пн 48.5, сх 32.1».
LEADING = Pattern(
    r"""(?<!\w) (?: n|s|north|south|пн|пд|північ\w{0,2} ) [.\s:=]{0,3}
        \d{1,2} [.,] \d{1,12} °? [\s,;/]{1,3}
        (?: e|w|east|west|сх|зх|схід\w{0,2} ) [.\s:=]{0,3} \d{1,3} [.,] \d{1,12}""",
    "n s nort sout пн пд півн",
)
NAMED = Pattern(
    r"""(?<![\w.,]) \d{1,2} [.,] \d{1,12} \s? (?: °|градус\w{0,3} )? \s?
        (?: північн\w{2,3} | східн\w{2,3} | північ | схід | north | east | пн | сх
            | (?:п[нд]|с)\.?\s?ш ) (?!\w)""",
    "півн схід nort east пн пд сх с сш пнш пдш",
)
GRID = Pattern(r"(?<!\w) (?-i:\d{2}[C-X]\s?[A-Z]{2}) (?: \s?\d{3,5} ){2} (?!\w)")
THREE_WORDS = Pattern(
    r"/// [^\W\d_]{2,} (?: \. [^\W\d_]{2,} ){2}",
    "/",
)
WHOLE = Pattern(  # fewer decimals, but named
    r"""(?<!\w) (?: координат\w{0,2} | coordinates? | точка | gps | мітка | метка
        | pin ) \W{1,3}
        (?P<place> -?\d{1,2}[.,]\d{1,12} [\s,;/]{1,3} -?\d{1,3}[.,]\d{1,12} )""",
    "коор coor точк gps мітк метк pin",
)
SOUTH, NORTH = 43.5, 53.0  # Ukraine's box, with a margin
WEST, EAST = 21.5, 41.0
POLE, DATE_LINE = 90, 180
PRECISE = 4  # decimals: ten metres; such a pair is a point anywhere in the world


def find_coordinates(text: str) -> Iterator[Finding]:
    """Find points on the map."""
    for match in PAIR.finditer(text):
        if _is_point(match["first"], match["second"]):
            yield Finding(Kind.COORDINATES, *match.span())
    for match in WHOLE.finditer(text):
        yield Finding(Kind.COORDINATES, *match.span("place"))
    others = (DEGREES, LABELLED, PLUS_CODE, SPACED, LEADING, WORDED, NAMED, GRID)
    for match in chain.from_iterable(
        other.finditer(text) for other in (*others, THREE_WORDS)
    ):
        yield Finding(Kind.COORDINATES, *match.span())


def _is_point(first: str, second: str) -> bool:
    one, two = (float(part.replace(",", ".")) for part in (first, second))
    if min(_decimals(first), _decimals(second)) >= PRECISE:
        return min(one, two) <= POLE and max(one, two) <= DATE_LINE
    return _in_ukraine(one, two) or _in_ukraine(two, one)


def _decimals(number: str) -> int:
    return len(number.replace(",", ".").partition(".")[2])


def _in_ukraine(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
