"""Which proposal somebody is shown next: the one that needs votes most.

Few votes come first, then those on which people differ; one's own last. What one passed
over comes once more when nothing new is left in any of one's ballots. Within the same
need the order is the voter's own, by a hash, so that not everybody sees the same
proposal at the same time.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Numeric,
    and_,
    cast,
    exists,
    func,
    select,
    tuple_,
)
from sqlalchemy import case as when
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Ballot, Case, Submission, Tally, Vote
from bot.services.voting import publishing
from bot.services.voting.votes import Voter

MINIMUM: Final = 5  # votes that every proposal shall have before others get many more
# A certain proposal waits as if it had 1.25 times its votes, an even one 0.75 times:
# no two differ by more than 1.7 in what they get, far from the 3 that is too much.
_EVEN: Final = 0.75
_SPREAD: Final = 0.5

_votes: Final = func.coalesce(Tally.agree + Tally.disagree + Tally.unsure, 0)
_certainty: Final = func.abs(
    func.coalesce(Tally.agree - Tally.disagree, 0)
) / func.greatest(cast(_votes, Numeric), 1)
_need: Final = when(
    (_votes < MINIMUM, cast(_votes, Numeric)),
    else_=_votes * (_EVEN + _SPREAD * _certainty),
)


async def draw(session: AsyncSession, voter: Voter, person_id: int) -> int | None:
    """Draw a proposal that this voter has not seen; None when there is none left."""
    ballot, mark = voter.ballot, voter.mark
    own = func.coalesce(Submission.person_id == person_id, False)
    turn = func.md5(func.concat(Submission.id, ":", mark.hex()))
    statement = (
        select(Submission.id)
        .join(Case, Case.submission_id == Submission.id)
        .outerjoin(
            Vote,
            (Vote.submission_id == Submission.id)
            & (Vote.ballot_id == ballot.id)
            & (Vote.mark == mark),
        )
        .outerjoin(
            Tally,
            (Tally.submission_id == Submission.id) & (Tally.ballot_id == ballot.id),
        )
        .where(_stands_in(ballot), Vote.mark.is_(None))
        .order_by(own, _need, turn)
        .limit(1)
    )
    number: int | None = await session.scalar(statement)
    return number


async def again(
    session: AsyncSession, voters: Sequence[Voter], *, after: int = 0, but: int = 0
) -> int | None:
    """Find the next proposal that was passed over, by number; None after the last."""
    marks = [(each.ballot.id, each.mark) for each in voters]
    here = and_(
        Case.submission_id == Vote.submission_id,
        Case.community_code == Ballot.community_code,
        publishing.is_shown(),
    )
    statement = (
        select(Vote.submission_id)
        .join(Ballot, Ballot.id == Vote.ballot_id)
        .where(tuple_(Vote.ballot_id, Vote.mark).in_(marks), exists().where(here))
        .where(Vote.choice.is_(None))
        .where(Vote.submission_id > after, Vote.submission_id != but)
        .order_by(Vote.submission_id)
        .limit(1)
    )
    number: int | None = await session.scalar(statement)
    return number


def _stands_in(ballot: Ballot) -> ColumnElement[bool]:
    return publishing.is_shown() & (Case.community_code == ballot.community_code)
