"""Lists of what is shown in some communities: all, of a topic, of some statuses."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Select,
    Text,
    any_,
    cast,
    exists,
    extract,
    func,
    literal,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.models import Case, Submission
from bot.models.case import TOLD, Status
from bot.models.submission import Kind
from bot.services.browsing import paging
from bot.services.browsing.paging import Listed, Page, Spot
from bot.services.texts.topics import Topic
from bot.services.voting import publishing

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS: Final = 1_000_000
SHOWN_AT: Final = cast(extract("epoch", Case.published_at) * _MICROSECONDS, BigInteger)
READ: Final = (
    Case.submission_id,
    Case.community_code,
    Case.topic,
    Case.status,
    Case.text,
)
_other: Final = aliased(Case)
_earlier: Final = exists().where(
    _other.submission_id == Case.submission_id,
    _other.community_code == Case.community_code,
    _other.published_at.is_not(None),
    _other.text.is_not(None),
    _other.status == any_(literal(list(TOLD), ARRAY(Text))),
    tuple_(_other.published_at, _other.id) < tuple_(Case.published_at, Case.id),
)
# Whether a case is read: of two in one community, the one that was shown first.
ONCE: Final = publishing.is_told() & ~_earlier


async def newest(session: AsyncSession, codes: Sequence[str], spot: Spot) -> Page:
    """List all, the newest first."""
    return await of_statuses(session, codes, spot, TOLD)


async def of_statuses(
    session: AsyncSession, codes: Sequence[str], spot: Spot, statuses: Sequence[Status]
) -> Page:
    """List what has come to one of some statuses."""
    by = Case.status, [str(status) for status in statuses]
    return await paging.page(partial(_fetch, session, codes, by), spot)


async def of_topic(
    session: AsyncSession, codes: Sequence[str], spot: Spot, topic: str
) -> Page:
    """List what is about a topic."""
    by = Case.topic, [topic]
    return await paging.page(partial(_fetch, session, codes, by), spot)


async def find(
    session: AsyncSession, codes: Sequence[str], numbers: Sequence[int]
) -> Sequence[Listed]:
    """Find what is shown of some numbers, in their order."""
    rows = await session.execute(
        select(SHOWN_AT, *READ).where(
            Case.submission_id.in_(numbers), Case.community_code.in_(codes), ONCE
        )
    )
    found = {each.number: each for each in map(listed, rows)}
    return [found[number] for number in numbers if number in found]


async def topics(session: AsyncSession, codes: Sequence[str]) -> Sequence[str]:
    """List the topics of which something is shown."""
    kept, every = _rows_of(codes), _rows_of(list(Topic))
    within = (Case.community_code == kept.c.each, Case.topic == every.c.each)
    one = select(Case.topic).where(*within, publishing.is_told()).limit(1).lateral()
    found = await session.scalars(
        select(one.c.topic)
        .distinct()
        .select_from(kept)
        .join(every, true())
        .join(one, true())
        .order_by(one.c.topic)
    )
    return found.all()


async def closed_topics(
    session: AsyncSession, codes: Sequence[str]
) -> Sequence[tuple[str, int]]:
    """Count what the groups read and do not show: of shelters and supply."""
    rows = await session.execute(
        select(Submission.topic, func.count(Submission.id.distinct()))
        .join(Case, Case.submission_id == Submission.id)
        .where(
            Submission.community_code.in_(codes),
            Submission.topic.in_(publishing.CLOSED_TOPICS),
            Submission.kind == Kind.PROPOSAL,
            Case.text.is_not(None),
            Case.status == any_(literal(list(TOLD), ARRAY(Text))),
        )
        .group_by(Submission.topic)
        .order_by(Submission.topic)
    )
    return [(topic, n) for topic, n in rows]


def listed(row: Sequence[Any]) -> Listed:
    """Read a row of `READ` behind its key."""
    key, number, code, topic, status, text = row
    return Listed(key, number, code, topic, Status(status), text)


async def _fetch(
    session: AsyncSession,
    codes: Sequence[str],
    by: tuple[InstrumentedAttribute[Any], Sequence[str]],
    *,
    spot: Spot,
    limit: int,
) -> Sequence[Listed]:
    """Read a few of each community and value, each along an index, then merge them."""
    column, wanted = by
    kept, values = _rows_of(codes), _rows_of(wanted)
    within = (Case.community_code == kept.c.each, column == values.c.each)
    each = _one(spot, limit).where(*within).lateral()
    statement = (
        select(each)
        .select_from(kept)
        .join(values, true())
        .join(each, true())
        .order_by(*paging.order(spot, each.c.key, each.c.submission_id))
        .limit(limit)
    )
    return [listed(row) for row in await session.execute(statement)]


def _one(
    spot: Spot, limit: int
) -> Select[int, int, str | None, str | None, str, str | None]:
    sorts = Case.published_at, Case.submission_id
    statement = select(SHOWN_AT.label("key"), *READ).where(ONCE)
    if not spot.is_top:
        at = literal(_EPOCH + timedelta(microseconds=spot.key)), literal(spot.number)
        statement = statement.where(paging.reached(spot, sorts, at))
    return statement.order_by(*paging.order(spot, *sorts)).limit(limit)


def _rows_of(values: Sequence[str]) -> Any:
    array = literal(list(values), ARRAY(Text))
    return func.unnest(array).table_valued("each").render_derived()
