"""What a search finds, in the order in which it is shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.services.search.places import Place

_BAND: Final = 0.5  # of cost: nearer than that, a working group counts more


class Tier(IntEnum):
    """How surely something is meant."""

    NAME = 0
    PART = 1
    AREA = 2
    GUESS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A community that may be meant; `former` is the old name that it was found by.

    `apt` is False for a village when a city was asked for.
    """

    place: Place
    tier: Tier
    cost: float = 0.0
    former: str | None = None
    apt: bool = True


def ordered(hits: Iterable[Hit], served: Collection[str]) -> list[Hit]:
    """Keep each community once, at its best, and put them into order.

    What is surest comes first; among equals the communities with a working group, then
    the larger places.
    """
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.tier, hit.cost)):
        best.setdefault(hit.place.code, hit)
    return sorted(best.values(), key=lambda hit: _key(hit, served))


def _key(hit: Hit, served: Collection[str]) -> tuple[object, ...]:
    place = hit.place
    return (
        hit.tier,
        not hit.apt,
        hit.cost // _BAND,
        place.code not in served,
        hit.cost,
        place.size,
        place.name_uk,
        place.oblast_uk,
        place.code,
    )
