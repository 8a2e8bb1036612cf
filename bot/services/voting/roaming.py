"""Nobody votes round the country: what `/delete` forgets of a move, marks still tell.

Moves die with the person. So whoever came within the time of one has their account
hashed for the ballots of other communities; nothing is stored for it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ARRAY, TEXT, all_, bindparam, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Ballot, Person, Vote
from bot.services.team import moves
from bot.services.voting import ballots

_ELSEWHERE: Final = select(Ballot).where(
    Ballot.key.is_not(None),
    Ballot.community_code != all_(bindparam("codes", type_=ARRAY(TEXT))),
)


async def check(
    session: AsyncSession,
    person: Person,
    user_id: int,
    codes: Sequence[str],
    *,
    moment: datetime,
) -> None:
    """Refuse a newcomer's vote while others of the account stand in other communities.

    `codes` are those that are kept; one more is fine for whoever moved, as anybody may.
    """
    if moment - person.consent_at >= moves.EVERY:
        return
    elsewhere = await _voted_elsewhere(session, user_id, codes)
    has_moved = elsewhere and await moves.last(session, person.id) is not None
    if elsewhere > has_moved:
        raise UserError(
            _(
                "Your account has votes in another community, where voting goes on. "
                "So that nobody votes across the country, you can vote here when it "
                "is over."
            )
        )


async def _voted_elsewhere(
    session: AsyncSession, user_id: int, codes: Sequence[str]
) -> int:
    """Count the communities besides some in which votes of an account stand."""
    opened = await session.scalars(_ELSEWHERE, {"codes": list(codes)})
    marks = [
        (each.id, ballots.mark_of(session, each, user_id)) for each in opened.all()
    ]
    if not marks:
        return 0
    counted = select(func.count(Vote.ballot_id.distinct())).where(
        tuple_(Vote.ballot_id, Vote.mark).in_(marks), Vote.choice.is_not(None)
    )
    return await session.scalar(counted) or 0
