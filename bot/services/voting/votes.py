"""One person, one vote: kept by a constraint, changeable, counted in the open.

Every change is written down, so that what is shown can be counted again (recounting).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final

from sqlalchemy import BigInteger, bindparam, exists, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.errors import UserError
from bot.models import Ballot, Tally, Vote
from bot.services.days import deadlines
from bot.services.voting import ballots, publishing

SHOWN_FROM: Final = 5  # votes; fewer could tell who gave them


class Choice(IntEnum):
    """What somebody thinks of a proposal."""

    AGREE = 1
    UNSURE = 0
    DISAGREE = -1


COLUMNS: Final = {
    Choice.AGREE: Tally.agree,
    Choice.DISAGREE: Tally.disagree,
    Choice.UNSURE: Tally.unsure,
}
_TOLD: Final = tuple(COLUMNS.values())
_ARRIVED: Final = Direct(
    text("""
        select coalesce(
            (select received_at from inbox
             where bot_id = :bot and update_id = :number), app_now())
    """)
)
# Makes a voter's row or takes the one that is there, and locks it: of two presses at
# once the second waits for the first.
_HOLD: Final = Direct(
    text("""
        insert into vote (ballot_id, mark, submission_id)
        values (:ballot, :mark, :number)
        on conflict (ballot_id, mark, submission_id) do update set frozen = vote.frozen
        returning choice, frozen
    """)
)
_CHANGE: Final = Direct(
    text("""
        with chosen as (
            update vote set choice = :choice
            where ballot_id = :ballot and mark = :mark and submission_id = :number
        ), noted as (
            insert into vote_event (ballot_id, mark, submission_id, choice, at)
            values (:ballot, :mark, :number, :choice, :day)
        )
        insert into tally (ballot_id, submission_id, agree, disagree, unsure)
        values (:ballot, :number, :agree, :disagree, :unsure)
        on conflict (ballot_id, submission_id) do update
        set agree = tally.agree + excluded.agree,
            disagree = tally.disagree + excluded.disagree,
            unsure = tally.unsure + excluded.unsure
        returning ballot_id
    """)
)
_COUNT: Final = Direct(
    select(Tally.agree, Tally.disagree, Tally.unsure).where(
        Tally.ballot_id == bindparam("ballot", type_=BigInteger),
        Tally.submission_id == bindparam("number", type_=BigInteger),
    )
)


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody in one ballot: their mark there, and when their press came."""

    ballot: Ballot
    mark: bytes
    at: datetime

    @property
    def day(self) -> datetime:
        """The beginning of the day on which it came."""
        day = deadlines.local_day(self.at)
        return deadlines.day_begins(day, deadlines.ZONE)


@dataclass(frozen=True, slots=True)
class Count:
    """How a proposal stands."""

    agree: int = 0
    disagree: int = 0
    unsure: int = 0

    @property
    def is_shown(self) -> bool:
        """Tell whether there are enough votes to be shown."""
        return self.agree + self.disagree + self.unsure >= SHOWN_FROM


async def cast(
    session: AsyncSession, voter: Voter, number: int, choice: Choice | None
) -> None:
    """Give a vote, change it, or take it back; the same again changes nothing.

    A press that came in time counts, however late it is carried out. Raises UserError
    when voting is over, or the ballot's community does not see the proposal.
    """
    ballot = voter.ballot
    if ballot.closed_at is not None or voter.at > ballot.closes_at:
        raise ballots.over()
    if choice is not None and not await _stands_in(session, ballot, number):
        raise UserError(publishing.GONE)
    vote = {"ballot": ballot.id, "mark": voter.mark, "number": number}
    ((before, is_frozen),) = await _HOLD.fetch(session, vote)
    if choice != before:
        change = _change(None, None) if is_frozen else _change(before, choice)
        given = {"choice": choice, "day": voter.day}
        await _CHANGE.fetch(session, vote | given | change)


async def shift(
    session: AsyncSession, ballot_id: int, number: int, change: Mapping[Choice, int]
) -> None:
    """Add to the counts of a proposal what is frozen no more, or take off what is."""
    by = {column.key: change.get(each, 0) for each, column in COLUMNS.items()}
    if any(by.values()):
        await session.execute(
            insert(Tally)
            .values(ballot_id=ballot_id, submission_id=number, **by)
            .on_conflict_do_update(
                index_elements=["ballot_id", "submission_id"],
                set_={column.key: column + by[column.key] for column in _TOLD},
            )
        )


async def pass_over(session: AsyncSession, voter: Voter, number: int) -> None:
    """Note that a proposal was seen, so that others come first."""
    values = {"mark": voter.mark, "submission_id": number}
    await session.execute(
        insert(Vote)
        .values(ballot_id=voter.ballot.id, **values)
        .on_conflict_do_nothing()
    )


async def count(session: AsyncSession, ballot_id: int, number: int) -> Count:
    """Look up how a proposal stands."""
    rows = await _COUNT.fetch(session, {"ballot": ballot_id, "number": number})
    return Count(*rows[0]) if rows else Count()


async def results(
    session: AsyncSession, ballot_id: int, limit: int
) -> Sequence[tuple[int, Count]]:
    """List what has enough votes to be shown, the best supported first."""
    total = Tally.agree + Tally.disagree + Tally.unsure
    rows = await session.execute(
        select(Tally.submission_id, *_TOLD)
        .where(Tally.ballot_id == ballot_id, total >= SHOWN_FROM)
        .order_by((Tally.agree - Tally.disagree).desc(), Tally.submission_id)
        .limit(limit)
    )
    return [(number, Count(*counts)) for number, *counts in rows]


async def standing(session: AsyncSession, user_id: int) -> int:
    """Count the votes of an account in all ballots whose keys still live."""
    opened = await session.scalars(select(Ballot).where(Ballot.key.is_not(None)))
    marks = [
        (each.id, ballots.mark_of(session, each, user_id)) for each in opened.all()
    ]
    counted = select(func.count()).where(
        tuple_(Vote.ballot_id, Vote.mark).in_(marks), Vote.choice.is_not(None)
    )
    return await session.scalar(counted) or 0


async def arrived_at(session: AsyncSession, bot_id: int, update_id: int) -> datetime:
    """Look up when an update came, which may be long before it is carried out."""
    values = {"bot": bot_id, "number": update_id}
    ((moment,),) = await _ARRIVED.fetch(session, values)
    arrived: datetime = moment
    return arrived


async def is_given(session: AsyncSession, voter: Voter, number: int) -> bool:
    """Tell whether a vote of somebody stands."""
    stands = exists().where(
        Vote.ballot_id == voter.ballot.id,
        Vote.mark == voter.mark,
        Vote.submission_id == number,
        Vote.choice.is_not(None),
    )
    return bool(await session.scalar(select(stands)))


async def _stands_in(session: AsyncSession, ballot: Ballot, number: int) -> bool:
    shown = await publishing.find(session, number, [ballot.community_code])
    return shown is not None and shown.community_code == ballot.community_code


def _change(before: int | None, after: int | None) -> dict[str, int]:
    return {
        column.key: (after == choice) - (before == choice)
        for choice, column in COLUMNS.items()
    }
