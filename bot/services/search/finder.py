"""Searching the register of the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Text, cast, column, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Closure, Community, GroupCommunity
from bot.services.search.hits import Hit, Tier, ordered
from bot.services.search.index import Index
from bot.services.search.places import Place
from bot.services.search.searching import search

_LONGEST: Final = 100  # characters: no name comes near, and long ones take long
_ROWS: Final = select(*(getattr(Community, name) for name in Place._fields))
_CLOSED: Final = select(Closure.community_code).where(Closure.closed_at.is_not(None))
# How the register stands (rows, and the transactions that wrote them), and which
# communities have a working group and take something in.
_STATE: Final = select(
    func.count(),
    func.sum(cast(cast(column("xmin"), Text), BigInteger)),
    select(func.array_agg(GroupCommunity.community_code.distinct()))
    .where(GroupCommunity.community_code.not_in(_CLOSED))
    .scalar_subquery(),
).select_from(Community)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in order, and which communities have a working group."""

    hits: Sequence[Hit]
    served: Collection[str]

    @property
    def certain(self) -> bool:
        """Whether it can be one community only, by a name that it bears today."""
        if len(self.hits) != 1:
            return False
        hit = self.hits[0]
        return hit.tier is Tier.NAME and hit.former is None

    @property
    def exact(self) -> Hit | None:
        """The one community that is called so today; its raion may be called so too."""
        named = [hit for hit in self.hits if hit.tier is not Tier.AREA]
        is_one = len(named) == 1 and named[0].tier is Tier.NAME and named[0].cost == 0
        return named[0] if is_one and named[0].former is None else None


class Finder:
    """Keeps the index of the register, which is the same in every replica.

    It is built at the first search (0.1 s), and again when the register has changed.
    """

    def __init__(self) -> None:
        self._register: tuple[Any, ...] = ()
        self._index = Index([])

    async def find(self, session: AsyncSession, text: str) -> Found:
        """Find the communities that somebody may mean, those with a group first."""
        *register, served = (await session.execute(_STATE)).one()
        if self._register != tuple(register):
            rows = await session.execute(_ROWS)
            self._index = Index([Place(*row) for row in rows])
            self._register = tuple(register)
        with_group = frozenset(served or ())
        hits = search(self._index, text[:_LONGEST])
        return Found(ordered(hits, with_group), with_group)


_FINDER: Final = Finder()


async def find(session: AsyncSession, text: str) -> Found:
    """Find the communities that somebody may mean, those with a group first."""
    return await _FINDER.find(session, text)
