"""E-mail addresses as people type them, and as little of them as tells them apart."""

import re
from typing import Final

from bot.errors import UserError
from bot.i18n import _

_LONGEST: Final = 254  # RFC 5321, 4.5.3.1.3
_LOCAL: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_PART: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_LOCAL}@({_PART}\.)+{_PART}")


def check(text: str) -> str:
    """Return an address in small letters, or refuse what is none."""
    address = text.strip().lower()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise UserError(_("This is no e-mail address. For example: name@example.org"))
    return address


def mask(address: str) -> str:
    """Show the first letter and the domain."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
