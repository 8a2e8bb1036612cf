"""The count of a ballot, made anew from the ledger of its votes."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Subquery, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Tally, Vote, VoteEvent
from bot.services.voting.votes import COLUMNS

_COLUMNS: Final = tuple(COLUMNS.values())


async def recount(session: AsyncSession, ballot_id: int) -> Sequence[int]:
    """Count a ballot anew from its ledger; returns the numbers that are told wrong."""
    told = select(Tally.submission_id, *_COLUMNS).where(Tally.ballot_id == ballot_id)
    ledger, tally = _counted(ballot_id), told.subquery()
    differ = (
        func.coalesce(ledger.c[column.key], 0) != func.coalesce(tally.c[column.key], 0)
        for column in _COLUMNS
    )
    number = func.coalesce(ledger.c.submission_id, tally.c.submission_id)
    # In one statement: a vote that comes between two would be told as a wrong count.
    wrong = await session.scalars(
        select(number)
        .select_from(ledger)
        .join(tally, ledger.c.submission_id == tally.c.submission_id, full=True)
        .where(or_(*differ))
        .order_by(number)
    )
    return wrong.all()


def _counted(ballot_id: int) -> Subquery:
    newest = (
        select(VoteEvent.submission_id, VoteEvent.choice)
        .where(VoteEvent.ballot_id == ballot_id, ~_is_frozen())
        .order_by(VoteEvent.submission_id, VoteEvent.mark, VoteEvent.id.desc())
        .ext(distinct_on(VoteEvent.submission_id, VoteEvent.mark))
        .subquery()
    )
    counts = (
        func.count().filter(newest.c.choice == choice).label(column.key)
        for choice, column in COLUMNS.items()
    )
    by = newest.c.submission_id
    return select(by, *counts).group_by(by).subquery()


def _is_frozen() -> ColumnElement[bool]:
    return exists().where(
        Vote.ballot_id == VoteEvent.ballot_id,
        Vote.mark == VoteEvent.mark,
        Vote.submission_id == VoteEvent.submission_id,
        Vote.frozen,
    )
