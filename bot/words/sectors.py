"""What sectors the members of a working group come from (domain 1.9)."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Content, Joined, Text, label
from bot.words.codes import ROLES

SECTORS: Final[Mapping[str, Text]] = {
    "admin": label("Administration, council"),
    "starosta": label("Starostas"),
    "police": label("Police"),
    "ses": label("Emergency Service"),
    "civprot": label("Civil protection"),
    "social": label("Social services"),
    "children": label("Service for children"),
    "health": label("Health care"),
    "edu": label("Education"),
    "youth": label("Youth"),
    "utility": label("Utilities"),
    "ngo": label("NGOs"),
    "charity": label("Charities"),
    "volunteer": label("Volunteers"),
    "idp": label("IDP council, IDPs"),
    "veteran": label("Veterans"),
    "business": label("Businesses"),
    "media": label("Media"),
    "cimic": label("Civil-military"),
    "guest": label("Guests"),
}


# Who gets the network's figures by e-mail is no member: kept in a sector's place.
PARTNER: Final = "observer"
OF_ADDRESSES: Final[Mapping[str, Text]] = {PARTNER: ROLES["observer"], **SECTORS}


def of_address(sector: str) -> Content:
    """Name the role that an address has once it is confirmed."""
    return role(PARTNER if sector == PARTNER else "member", sector)


def role(name: str, sector: str | None) -> Content:
    """Name a role, with the sector where it has one."""
    if sector is None or sector not in SECTORS:
        return ROLES[name]
    return Joined(", ", (ROLES[name], SECTORS[sector]))
