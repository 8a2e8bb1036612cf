"""Electronic addresses: e-mail, sites, accounts."""

from collections.abc import Iterator

from bot.services.checks.findings import Finding, Kind, Pattern

# Endings that are English words too («me», «it», «us») are left out.
TLD = r"""(?: com|net|org|info|biz|ua|eu|ru|su|pl|de|uk|cz|fr|ca|io|app|dev|ai|cc|tv
    |site|online|shop|store|club|top|xyz|news|blog|tech|cloud|agency|edu|gov|int|mil
    |укр|рф ) (?![\w@-])"""
NAME = r"[^\W_] (?: [\w-]{0,61} [^\W_] )?"
DOMAIN = rf"(?: {NAME} \. ){{1,5}} {TLD}"

AT = r"(?: at(?:[ -]sign)? | собак[аоу]й? | собачк\w{1,2} | равлик | песик | [эе]т )"
DOT = r"(?: dot | крапк\w{1,2} | точк\w{1,2} | тчк )"
# RFC 5322 addresses as people type them: blanks, «(at)», «собака» for the sign.
EMAIL = Pattern(
    rf"""(?<![\w.+%-]) [\w.+%-]{{1,64}}
        (?: [ ]?[(\[{{<]?[@＠][)\]}}>]?[ ]? | [ ]?[(\[{{<_"«] {AT} [)\]}}>_"»][ ]?
            | [ ](?:собака|собачка)[ ] )
        (?: {NAME} [ ]?\.[ ]? ){{1,4}} {TLD}""",
    "@ ＠ at соба равл песи ет эт",
)
# «name at gmail dot com», and addresses whose ending is left out.
MAIL = r"""(?: gmail|гмейл|джимейл|ukr|укр|i|meta|bigmir|yahoo|outlook|icloud
    |proton\w{0,4}|mail|hotmail )"""
SPOKEN = Pattern(
    rf"""(?<![\w.]) [\w.+-]{{2,64}}
        (?: [ ]?@[ ]? | [ ]?[(\[{{<]{AT}[)\]}}>][ ]? | [ ]{AT}[ ] ) {NAME} [ ]?
        (?: [(\[{{<]? {DOT} [)\]}}>]? [ ]? [a-zа-яі]{{2,6}} (?!\w) | \.{TLD} )
        | (?<![\w.]) [\w.+-]{{1,64}} [ ]? @ [ ]? {MAIL} (?!\w)
        | (?<![\w.]) [\w.+-]{{3,64}} [ ] {AT} [ ] {MAIL} [ .]{{1,3}}
            (?: {TLD} | ком | нет | юа | ру ) (?!\w)
        | (?<!\w) [\w.+-]{{2,40}} _at_ {MAIL} [_.] {TLD}""",
    "@ ＠ at соба равл песи эт ет",
)
# «my gmail is petro.koval85», «пошта: olena_k78».
MAILBOX = Pattern(
    r"""(?<!\w) (?: gmail | гмейл | джимейл | ukr\.?net | укр\.?нет\w? | e-?mail
        | мейл\w? | мэйл | пошт[аі] | почт[аеу] | скриньк[аи] )
        (?: \s(?:is|це|мій|моя|мой) )?
        [\s:–—-]{1,3} (?P<name> (?= [a-z._]{0,30} [_.\d] [a-z\d] ) [a-z] [\w.]{4,40} )
        (?!\w)""",
    "gmai гмей джим ukr ukrn укр укрн emai e mail мейл мэйл пошт почт скри",
)
# Names of accounts elsewhere: in Latin letters, with a digit, a dot or an underscore.
ELSEWHERE = Pattern(
    r"""(?<!\w) (?: телеграм\w{0,3} | telegram | тг | tg | інст\w{0,8} | инст\w{0,8}
        | insta(?:gram)? | facebook | fb | фейсбу\w{1,3} | тікток\w? | tiktok )
        (?: [\s:–—-]{1,3} (?: канал\w{0,3} | груп\w{1,3} | нік | ник | сторінк\w{1,3}
            | channel | page ) )?
        [\s:–—-]{1,3}
        (?P<name> (?= [a-z._]{0,30} [_.\d] [a-z\d] ) [a-z] [\w.]{3,30} ) (?!\w)""",
    "теле tele тг tg інст инст inst face fb фейс тікт tikt",
)
PATHS = Pattern(
    r"""(?<![\w@./-]) (?= [\d.-]{0,40} [a-z] )
        (?-i:[a-z0-9-]{2,40}) (?: \.(?-i:[a-z0-9-]{2,30}) ){1,3}
        / [^\s«»"<>]{2,}""",
    "/",
)
URL = Pattern(
    r"""(?<!\w) (?: (?: h[tx]{2}ps?|ftp|tg|viber|whatsapp ) :// | www\. )
        [^\s«»"<>]+""",
    "/ www",
)
SITE = Pattern(
    rf"""(?<![\w@./-]) (?: {DOMAIN} | (?:t|wa|m|fb)\.me(?=/) )
        (?: [/?:] [^\s«»"<>]* )?""",
    "com net org info biz ua eu ru su pl de uk cz fr ca io app dev ai cc tv site onli"
    " me shop stor club top xyz news blog tech clou agen edu gov int mil укр рф",
)
# Telegram: 5 to 32 letters, digits and underscores; collectable names have 4.
ACCOUNT = Pattern(
    r"(?<![\w@.]) @ [a-z] \w{3,31} (?!\w)",
    "@",
)
TRAILING = ".,;:!?)]}…'’"


def find_emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses."""
    for pattern in (EMAIL, SPOKEN):
        for match in pattern.finditer(text):
            yield Finding(Kind.EMAIL, *match.span())
    for match in MAILBOX.finditer(text):
        yield Finding(Kind.EMAIL, *match.span("name"))


def find_links(text: str) -> Iterator[Finding]:
    """Find links, bare domains and @accounts, without the full stop after them."""
    for match in ELSEWHERE.finditer(text):
        yield Finding(Kind.LINK, *match.span("name"))
    for pattern in (URL, SITE, PATHS, ACCOUNT):
        for match in pattern.finditer(text):
            length = len(match[0].rstrip(TRAILING))
            yield Finding(Kind.LINK, match.start(), match.start() + length)
