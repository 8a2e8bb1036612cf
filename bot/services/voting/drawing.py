"""Which proposal somebody is shown next: the one that needs votes most.

Few votes come first, then those on which people differ; one's own last: so it goes over
all of one's ballots, lest a small one starve behind a large one. What one passed over
comes once more when nothing new is left in any of them. Within the same need the order
is the voter's own, by a hash, so that not everybody sees the same proposal at the same
time.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    BigInteger,
    Numeric,
    and_,
    cast,
    exists,
    func,
    literal,
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


async def draw(
    session: AsyncSession, voters: Sequence[Voter], person_id: int
) -> int | None:
    """Draw a proposal new to somebody in one of their ballots; None when none is left.

    `voters` is who they are in each ballot.
    """
    if not voters:
        return None
    own = func.coalesce(Submission.person_id == person_id, False)
    turn = func.md5(func.concat(Submission.id, ":", voters[0].mark.hex()))
    seen = and_(
        Vote.submission_id == Submission.id,
        Vote.ballot_id == Ballot.id,
        tuple_(Vote.ballot_id, Vote.mark).in_(_marks(voters)),
    )
    counted = (Tally.submission_id == Submission.id) & (Tally.ballot_id == Ballot.id)
    statement = (
        select(Submission.id)
        .join(Case, Case.submission_id == Submission.id)
        .join(Ballot, Ballot.community_code == Case.community_code)
        .outerjoin(Vote, seen)
        .outerjoin(Tally, counted)
        .where(Ballot.id.in_([each.ballot.id for each in voters]))
        .where(publishing.is_shown(), Vote.mark.is_(None))
        .order_by(own, _need, turn)
        .limit(1)
    )
    number: int | None = await session.scalar(statement)
    return number


async def again(
    session: AsyncSession,
    voters: Sequence[Voter],
    *,
    left: int = 0,
    since: int | None = None,
) -> int | None:
    """Find the next proposal that was passed over, not `left`; None after the last.

    A round goes by number, from behind `since`, which was seen last when it began, to
    `since` itself; without it, one begins behind `left`.
    """
    begun, since = since is not None, left if since is None else since
    place = tuple_(Vote.submission_id <= since, Vote.submission_id)
    at = tuple_(literal(begun and left <= since), literal(left, BigInteger))
    here = and_(
        Case.submission_id == Vote.submission_id,
        Case.community_code == Ballot.community_code,
        publishing.is_shown(),
    )
    statement = (
        select(Vote.submission_id)
        .join(Ballot, Ballot.id == Vote.ballot_id)
        .where(
            tuple_(Vote.ballot_id, Vote.mark).in_(_marks(voters)), exists().where(here)
        )
        .where(Vote.choice.is_(None))
        .where(place > at, Vote.submission_id != left)
        .order_by(Vote.submission_id <= since, Vote.submission_id)
        .limit(1)
    )
    number: int | None = await session.scalar(statement)
    return number


def _marks(voters: Sequence[Voter]) -> Sequence[tuple[int, bytes]]:
    return [(each.ballot.id, each.mark) for each in voters]
