"""What is supported most: a list of those whose counts its reader may see.

The order tells as much as the counts. So while voting is open, it has only what one
has voted on oneself; of a ballot that is over, everything with enough votes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Ballot, Case, Tally, Vote
from bot.services.browsing import listing, paging
from bot.services.browsing.paging import Listed, Page, Spot
from bot.services.voting import ballots, phases, votes
from bot.services.voting.votes import Count

_SUPPORT: Final = Tally.agree - Tally.disagree
_TOTAL: Final = Tally.agree + Tally.disagree + Tally.unsure
_COUNTS: Final = (Tally.agree, Tally.disagree, Tally.unsure)


@dataclass(frozen=True, slots=True)
class Booth:
    """A ballot as one person sees it; without a mark its counts are everybody's."""

    ballot_id: int
    community_code: str
    mark: bytes | None


async def booths(
    session: AsyncSession, codes: Sequence[str], user_id: int
) -> Sequence[Booth]:
    """List the newest ballot of each of somebody's communities."""
    last = [await ballots.last_of(session, code) for code in codes]
    return [
        Booth(
            each.id,
            each.community_code,
            None if each.key is None else ballots.mark_of(session, each, user_id),
        )
        for each in last
        if each is not None and not await _is_held_back(session, each)
    ]


async def _is_held_back(session: AsyncSession, ballot: Ballot) -> bool:
    """Tell whether the results of a ballot are told on a day to come."""
    if ballot.key is not None:
        return False
    return await phases.results_day(session, ballot.community_code) is not None


async def most_supported(
    session: AsyncSession, seen: Sequence[Booth], spot: Spot
) -> Page:
    """List what more people are for than against, the widest margin first."""
    return await paging.page(partial(_fetch, session, seen), spot)


async def counted(
    session: AsyncSession, seen: Sequence[Booth], shown: Listed
) -> Listed:
    """Add how a proposal stands, if this person may see it."""
    for booth in seen:
        if booth.community_code == shown.community_code:
            rows = await session.execute(
                select(*_COUNTS)
                .where(Tally.submission_id == shown.number, *_seen(booth))
                .limit(1)
            )
            row = rows.one_or_none()
            return shown if row is None else replace(shown, count=Count(*row))
    return shown


async def _fetch(
    session: AsyncSession, seen: Sequence[Booth], *, spot: Spot, limit: int
) -> Sequence[Listed]:
    found = [row for booth in seen for row in await _of(session, booth, spot, limit)]
    ordered = sorted(
        found, key=lambda row: (row.key, row.number), reverse=not spot.upward
    )
    return ordered[:limit]


async def _of(
    session: AsyncSession, booth: Booth, spot: Spot, limit: int
) -> Sequence[Listed]:
    sorts = _SUPPORT, Tally.submission_id
    statement = (
        select(*_COUNTS, _SUPPORT, *listing.READ)
        .join(Case, Case.submission_id == Tally.submission_id)
        .where(Case.community_code == booth.community_code, listing.ONCE)
        .where(*_seen(booth), _SUPPORT > 0)
        .order_by(*paging.order(spot, *sorts))
        .limit(limit)
    )
    if not spot.is_top:
        at = literal(spot.key), literal(spot.number)
        statement = statement.where(paging.reached(spot, sorts, at))
    return [_counted(row) for row in await session.execute(statement)]


def _seen(booth: Booth) -> Sequence[ColumnElement[bool]]:
    enough = and_(Tally.ballot_id == booth.ballot_id, _TOTAL >= votes.SHOWN_FROM)
    if booth.mark is None:
        return [enough]
    own = select(Vote.submission_id).where(
        Vote.ballot_id == booth.ballot_id,
        Vote.mark == booth.mark,
        Vote.choice.is_not(None),
    )
    return [enough, Tally.submission_id.in_(own)]


def _counted(row: Sequence[Any]) -> Listed:
    counts, read = row[: len(_COUNTS)], row[len(_COUNTS) :]
    return replace(listing.listed(read), count=Count(*counts))
