"""What the search knows of a community."""

from collections.abc import Sequence
from typing import Final, NamedTuple

_TYPES: Final = ("міська", "селищна", "сільська")


class Place(NamedTuple):
    """A row of the register, with the former names of the community and its centre."""

    code: str
    name_uk: str
    name_en: str
    type: str
    raion_uk: str
    raion_en: str
    oblast_uk: str
    oblast_en: str
    centre_uk: str
    centre_en: str
    former: Sequence[str]

    @property
    def names_its_raion(self) -> bool:
        """Tell whether the raion is called after it: Бердичівська, Бердичівський."""
        return self.name_uk[:-1] == self.raion_uk[:-2] != ""

    @property
    def size(self) -> int:
        """Rank places by how many people are likely to look for them, 0 the most."""
        if self.name_uk == self.oblast_uk:
            return 0
        if self.names_its_raion:
            return 1
        return 2 + (_TYPES.index(self.type) if self.type in _TYPES else len(_TYPES))
