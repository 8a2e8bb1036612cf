"""What the words of a search are: a name, or what people put around it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.services.search.folding import fold, plain, stem


class Role(StrEnum):
    """What a word says about the place that is looked for."""

    NAME = "name"
    AROUND = "around"
    OBLAST = "oblast"
    RAION = "raion"
    CITY = "міська"
    SETTLEMENT = "селищна"
    VILLAGE = "сільська"


TYPES: Final = frozenset({Role.CITY, Role.SETTLEMENT, Role.VILLAGE})
_WORDS: Final = {
    Role.OBLAST: "область обл oblast region province",
    Role.RAION: "район р-н р-ну р-ні raion rayon district",
    Role.CITY: "міська місто м городская город г city town urban",
    Role.SETTLEMENT: "селищна селище сел смт поселковая поселок пгт пос settlement",
    Role.VILLAGE: "сільська село с сельская village rural",
    Role.AROUND: (
        "громада тг отг мтг стг сотг територіальна об’єднана рада "
        "військова адміністрація мва сва "
        "территориальная община объединенная hromada community communities territorial "
        "council municipality україна ukraine у в з із зі на до по из in of the from "
        "near я ми живу мешкаю наша наш моя мій"
    ),
}
_ROLES: Final = {
    stem(fold(plain(word))): role
    for role, words in _WORDS.items()
    for word in words.split()
}
# No name begins so; whatever the rest, and its errors, are.
_BEGINNINGS: Final = {
    "obl": Role.OBLAST,
    "raon": Role.RAION,
    "gromad": Role.AROUND,
    "teritor": Role.AROUND,
}
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a search: how it sounds, and what it is."""

    sound: str
    role: Role


def read(text: str) -> list[Word]:
    """Take a search apart into words."""
    sounds = (fold(word) for word in _WORD.findall(plain(text)))
    return [Word(each, _role(each)) for each in sounds if each]


def _role(sound: str) -> Role:
    for beginning, role in _BEGINNINGS.items():
        if sound.startswith(beginning):
            return role
    return _ROLES.get(stem(sound), Role.NAME)
