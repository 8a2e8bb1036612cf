"""Who usually deals with something: of proposals by their topic (domain 4.2)."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.services.texts import categories

_OF_TOPICS: Final[Mapping[str, str]] = {
    "P01": "POL ADM",
    "P02": "ADM SES",
    "P03": "SES",
    "P04": "SES EDU",
    "P05": "POL",
    "P06": "ADM UTL",
    "P07": "UTL",
    "P08": "MED SOC",
    "P09": "SOC",
    "P10": "SOC ADM",
    "P11": "SOC ADM",
    "P12": "EDU",
    "P13": "ADM",
    "P14": "ADM",
    "P15": "ADM UTL",
    "P16": "ADM",
    "P17": "WG",
    "P18": "WG",
    "P19": "ADM WG",
}


def of(subject: str, chosen: str | None = None) -> Sequence[str]:
    """List the codes of the bodies that deal with a topic or category.

    `chosen` is the one that a moderator put in their place.
    """
    if chosen is not None:
        return [chosen]
    category = categories.every().get(subject)
    return _OF_TOPICS.get(subject, "").split() if category is None else category.to
