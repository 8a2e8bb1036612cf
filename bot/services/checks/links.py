"""Electronic addresses: e-mail, sites, accounts."""

from collections.abc import Iterator

from bot.services.checks.findings import Finding, Kind, Pattern

# Endings that are English words too («me», «it», «us») are left out.
TLD = r"""(?: com|net|org|info|biz|ua|eu|ru|su|pl|de|uk|cz|fr|ca|io|app|dev|ai|cc|tv
    |site|online|shop|store|club|top|xyz|news|blog|tech|cloud|agency|edu|gov|int|mil
    |укр|рф ) (?![\w@-])"""
NAME = r"[^\W_] (?: [\w-]{0,61} [^\W_] )?"
DOMAIN = rf"(?: {NAME} \. ){{1,5}} {TLD}"

# RFC 5322 addresses as people type them: blanks, «(at)», «собака» for the sign.
EMAIL = Pattern(
    rf"""(?<![\w.+%-]) [\w.+%-]{{1,64}}
        (?: [ ]?@[ ]? | [ ]?[(\[](?:at|собака|ет)[)\]][ ]? | [ ]собака[ ] )
        (?: {NAME} [ ]?\.[ ]? ){{1,4}} {TLD}"""
)
URL = Pattern(r"(?<!\w) (?: (?: https?|ftp|tg ) :// | www\. ) [^\s«»\"<>]+")
SITE = Pattern(
    rf"(?<![\w@./-]) (?: {DOMAIN} | (?:t|wa|m|fb)\.me(?=/) ) (?: [/?:] [^\s«»\"<>]* )?"
)
# Telegram: 5 to 32 letters, digits and underscores; collectable names have 4.
ACCOUNT = Pattern(r"(?<![\w@.]) @ [a-z] \w{3,31} (?!\w)")
TRAILING = ".,;:!?)]}…'’"


def find_emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses."""
    for match in EMAIL.finditer(text):
        yield Finding(Kind.EMAIL, *match.span())


def find_links(text: str) -> Iterator[Finding]:
    """Find links, bare domains and @accounts, without the full stop after them."""
    for pattern in (URL, SITE, ACCOUNT):
        for match in pattern.finditer(text):
            length = len(match[0].rstrip(TRAILING))
            yield Finding(Kind.LINK, match.start(), match.start() + length)
