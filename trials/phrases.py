"""What the bot says, as patterns to look for in either language."""

import re
from typing import Final

from bot.i18n import Text, translator

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_NAMED: Final = re.compile("⟨(\\w+)⟩")


def phrase(language: str, msgid: str) -> str:
    """Say a sentence in a language; one that the bot does not know is an error."""
    names = {name: f"⟨{name}⟩" for name in _PLACEHOLDER.findall(msgid)}
    text = Text(msgid, None, names)
    if translator("uk").plain(text) == msgid.format_map(names):
        raise LookupError(f"the bot does not say {msgid!r}")
    return translator(language).plain(text)


def pattern(language: str, msgid: str, **values: str) -> re.Pattern[str]:
    """Match a sentence; a placeholder without a value is a group by its name."""

    def fill(placeholder: re.Match[str]) -> str:
        name = placeholder[1]
        return re.escape(values[name]) if name in values else f"(?P<{name}>.+)"

    return re.compile(_NAMED.sub(fill, re.escape(phrase(language, msgid))))
