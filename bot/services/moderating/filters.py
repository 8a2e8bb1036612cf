"""What a moderator's queue is narrowed to: a search of theirs, until they lift it.

Nothing that is urgent and unread is ever hidden by it (see `queue`).
"""

import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    false,
    func,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.crypto import Cell
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, QueueFilter, Submission
from bot.models.case import WAITING
from bot.services.letters import sealed
from bot.services.moderating.case_search import Query
from bot.services.team import access

LIFE: Final = timedelta(days=7)  # a forgotten one must not hide anything for long
_submission: Final = aliased(Submission)


def mark(query: Query) -> int:
    """Tell one search from the next, on a button."""
    wanted = query.words, query.topic, query.status, query.days
    return zlib.crc32(repr(wanted).encode())


def could_be_kept(query: Query) -> bool:
    """Tell whether a search narrows a queue, in which only what waits can be."""
    narrows = query.words or query.topic or query.status or query.days
    waits = query.status is None or query.status in WAITING
    return bool(narrows) and query.number is None and waits


async def look(session: AsyncSession, person_id: int, query: Query) -> None:
    """Remember what was looked for: for its next page, or to become the filter."""
    await access.access_somewhere(session, person_id, "case.find")
    await _write(session, person_id, "looked", query)


async def looked(session: AsyncSession, person_id: int, wanted: int) -> Query:
    """Get what was looked for last, if that is what a button means."""
    query = await _read(session, person_id, "looked")
    if query is None or mark(query) != wanted:
        raise UserError(_("This search is not kept any more. Please search again."))
    return query


async def keep(session: AsyncSession, person_id: int, wanted: int) -> None:
    """Narrow the queue to what was looked for last, if that is what was meant."""
    await access.access_somewhere(session, person_id, "case.moderate")
    query = await looked(session, person_id, wanted)
    await _write(session, person_id, "kept", query)


async def lift(session: AsyncSession, person_id: int) -> None:
    """Show the whole queue again; what was looked for can be kept anew."""
    mine = QueueFilter.person_id == person_id
    await session.execute(update(QueueFilter).where(mine).values(kept=None))


async def of(session: AsyncSession, person_id: int) -> Query | None:
    """Find what somebody's queue is narrowed to."""
    return await _read(session, person_id, "kept")


async def every(session: AsyncSession, person_id: int) -> Sequence[Query]:
    """List all that is kept of what somebody looked for."""
    found = [await _read(session, person_id, each) for each in ("looked", "kept")]
    return [query for query in found if query is not None]


def fits(query: Query) -> ColumnElement[bool]:
    """Tell, inside a query, whether a case has topic, status and age of a search."""
    of_topic = select(_submission.id).where(
        _submission.id == Case.submission_id, _submission.topic == query.topic
    )
    since = func.app_now() - timedelta(days=query.days or 0)
    return and_(
        of_topic.exists() if query.topic else true(),
        Case.status == query.status if query.status else true(),
        Case.created_at >= since if query.days else true(),
    )


async def _read(session: AsyncSession, person_id: int, column: str) -> Query | None:
    value = await session.scalar(
        select(getattr(QueueFilter, column)).where(QueueFilter.person_id == person_id)
    )
    if value is None:
        return None
    return Query(**sealed.open_json(session, value, _cell(column, person_id)))


async def _write(
    session: AsyncSession, person_id: int, column: str, query: Query
) -> None:
    value = sealed.seal_json(session, asdict(query), _cell(column, person_id))
    # Another search must not make a filter last longer.
    runs = QueueFilter.kept.is_not(None) if column == "looked" else false()
    written = insert(QueueFilter).values(person_id=person_id, **{column: value})
    await session.execute(
        written.on_conflict_do_update(
            index_elements=["person_id"],
            set_={
                column: value,
                "at": case((runs, QueueFilter.at), else_=func.app_now()),
            },
        )
    )


def _cell(column: str, person_id: int) -> Cell:
    return Cell("queue_filter", column, person_id)
