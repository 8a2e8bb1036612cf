"""Pages by keyset: a page is known by its first row, and never counted up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, UnaryExpression, tuple_

from bot.models.case import Status
from bot.services.voting.votes import Count

SIZE: Final = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page begins: with a row, or (upward) just before one.

    Rows stand by a key, highest first, then by number; zeros are the top.
    """

    key: int = 0
    number: int = 0
    upward: bool = False

    @property
    def is_top(self) -> bool:
        """Tell whether nothing stands before it."""
        return self.number == 0


TOP: Final = Spot()


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal as its community reads it; counts only where they may be seen."""

    key: int
    number: int
    community_code: str
    topic: str
    status: Status
    text: str
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, where they begin, and where the pages around them do."""

    rows: Sequence[Listed]
    begins: Spot = TOP
    before: Spot | None = None
    after: Spot | None = None


class Fetch(Protocol):
    """Reads rows on a spot's side, those next to it first."""

    async def __call__(self, *, spot: Spot, limit: int) -> Sequence[Listed]:
        """Read so many rows at most."""


async def page(fetch: Fetch, spot: Spot) -> Page:
    """Get the page at a spot; where nothing is left there, the first one."""
    found = await fetch(spot=spot, limit=SIZE + 1)
    if spot.upward:
        if len(found) < SIZE:
            return await page(fetch, TOP)
        return _above(found, spot)
    if not found and not spot.is_top:
        return await page(fetch, TOP)
    rows, rest = found[:SIZE], found[SIZE:]
    return Page(
        rows,
        begins=spot,
        before=None if spot.is_top else _spot(rows[0], upward=True),
        after=_spot(rest[0]) if rest else None,
    )


def reached(
    spot: Spot, columns: Sequence[Any], values: Sequence[Any]
) -> ColumnElement[bool]:
    """Tell, inside a query, whether a row stands on the spot's side of it."""
    row, at = tuple_(*columns), tuple_(*values)
    return row > at if spot.upward else row <= at


def order(spot: Spot, *columns: Any) -> list[UnaryExpression[Any]]:
    """Order rows as a spot reads them."""
    return [each.asc() if spot.upward else each.desc() for each in columns]


def _above(found: Sequence[Listed], spot: Spot) -> Page:
    rows = found[SIZE - 1 :: -1]
    return Page(
        rows,
        begins=_spot(rows[0]),
        before=_spot(rows[0], upward=True) if len(found) > SIZE else None,
        after=Spot(spot.key, spot.number),
    )


def _spot(row: Listed, *, upward: bool = False) -> Spot:
    return Spot(row.key, row.number, upward)
