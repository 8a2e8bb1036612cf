"""Numbers that money and the state know a person by: card, tax number, IBAN."""

import re
from collections.abc import Iterator

from bot.services.checks.findings import Finding, Kind, Pattern, digits

# Sixteen digits in fours (a seventeenth to nineteenth may follow), or unbroken.
CARD = Pattern(r"(?<![\w+]) [2-69] \d{3} (?: [ \u00a0.-]? \d{4} ){3} \d{0,3} (?!\d)")
TAX = Pattern(r"(?<![\w+.,-]) [1-4] \d{9} (?![\d-])")
# A number that is called so is one, though a digit of it may be mistyped.
NAMED_TAX = Pattern(
    r"""(?<!\w) (?: р?нокпп | рнокп | іпн | ипн | инн | інн | ідн | rnokpp | itn
        | ід(?:ент(?:ифікаційн\w{1,3})?)?\.? \s код | идентификационн\w{2,3} (?:\s код)?
        | (?:ідентифікаційн|податков|налогов)\w{2,3} \s (?:номер|код)\w{0,3}
        | код \s платник\w{0,2} | картк[аиу] \s платника
        | (?:tax|taxpayer|fiscal|identification|personal) \s
            (?: id | number | code | no | card ) | [iі]pn | inn
        ) (?!\w) [^\d\n]{0,32}? (?P<number>\d (?: [ -]?\d ){9}) (?! [ -]?\d)""",
    "рнок нокп іпн ипн инн інн ідн rnok itn ід іден иден пода нало код карт tax taxp"
    " fisc iden pers ipn іpn inn",
)
# The Cyrillic «А» looks the same, so people type it.
IBAN = Pattern(
    r"(?<!\w) U[AА] [ \u00a0-]? \d{2} (?: [ \u00a0-]? \d ){25} (?!\d)",
    "ua uа",
)
FOREIGN_IBAN = Pattern(  # ISO 13616
    r"(?<!\w) (?-i:[A-Z]{2}) \d{2} (?: [ \u00a0-]? (?-i:[A-Z0-9]) ){11,30} (?!\w)"
)
# A number that is called an account is one, whatever its sum.
ACCOUNT = Pattern(
    r"""(?<!\w) (?: рахун\w{1,4} | счет\w{0,3} | р/р | р/с | iban | ібан | account )
        \W{1,3} (?: (?:no|number|номер|№)\W{1,2} )? (?P<number> (?: U[AА]\s?\d{2} )?
        \d (?: [ \u00a0-]? \d ){11,28} ) (?!\d|\s?(?:грн|гр[ив]|uah|₴))""",
    "раху счет р iban ібан acco",
)
LETTERS = str.maketrans({"А": "A"})

TAX_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(number: str) -> bool:
    """Check a card number (ISO/IEC 7812-1, annex B)."""
    backwards = [int(c) for c in reversed(number)]
    doubled = (DOUBLED[digit] for digit in backwards[1::2])
    return (sum(backwards[::2]) + sum(doubled)) % 10 == 0


def is_tax_number(number: str) -> bool:
    """Check the tenth digit of a РНОКПП (weights and mod 11, State Tax Service)."""
    weighed = zip(TAX_WEIGHTS, number, strict=False)
    return sum(w * int(c) for w, c in weighed) % 11 % 10 == int(number[9])


def is_iban(number: str) -> bool:
    """Check an IBAN: mod 97 is 1 (ISO 13616; A is 10, Z is 35)."""
    plain = "".join(c for c in number.upper().translate(LETTERS) if c.isalnum())
    if not plain.isascii():
        return False
    turned = f"{plain[4:]}{plain[:4]}"
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def find_cards(text: str) -> Iterator[Finding]:
    """Find payment cards."""
    found = (match for match in CARD.finditer(text) if luhn(digits(match[0])))
    return _findings(Kind.CARD, found)


def find_tax_numbers(text: str) -> Iterator[Finding]:
    """Find tax numbers; the first digit 1-4 means born between 1927 and 2036."""
    found = (match for match in TAX.finditer(text) if is_tax_number(match[0]))
    yield from _findings(Kind.TAX, found)
    for match in NAMED_TAX.finditer(text):
        yield Finding(Kind.TAX, *match.span("number"))


def find_ibans(text: str) -> Iterator[Finding]:
    """Find bank accounts."""
    for pattern in (IBAN, FOREIGN_IBAN):
        found = (match for match in pattern.finditer(text) if is_iban(match[0]))
        yield from _findings(Kind.IBAN, found)
    for match in ACCOUNT.finditer(text):
        yield Finding(Kind.IBAN, *match.span("number"))


def _findings(kind: Kind, found: Iterator[re.Match[str]]) -> Iterator[Finding]:
    return (Finding(kind, *match.span()) for match in found)
