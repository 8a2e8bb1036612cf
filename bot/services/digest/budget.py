"""What a chat gets without asking in a week: digests, and calls for ideas.

Urgent concerns go to moderators in private, at once, and are never counted.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.errors import UserError
from bot.i18n import _
from bot.models import Call, Digest, Request, WorkingGroup
from bot.models.digest import DigestState
from bot.services.places import schedules

MOST: Final = 7  # one a day
WEEK: Final = timedelta(days=7)
_FRESH: Final = timedelta(days=14)  # an older call is no news to a chat
WAITS: Final = and_(
    Call.owed_at.is_(None),
    Call.request_id.in_(
        select(Request.id).where(Request.done_at > func.app_now() - _FRESH)
    ),
)


class NoRoomError(UserError):
    """Somebody asks for one more than fits into a week."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A chat gets {n} messages in seven days, planned digests included. "
                "There is no room for another one now.",
                n=MOST,
            )
        )


class Week(NamedTuple):
    """What waits for room in a group's week; `left_out`: the day of a digest."""

    calls: int
    left_out: date | None


def calls(group_id: InstrumentedAttribute[int]) -> ColumnElement[Any]:
    """Count, inside a query, the calls of a group's last seven days."""
    return (
        select(func.count())
        .where(Call.group_id == group_id, Call.owed_at > func.app_now() - WEEK)
        .scalar_subquery()
    )


def has_room(group: WorkingGroup, now: datetime, of_week: int) -> bool:
    """Tell whether one more fits beside what was sent and what is planned."""
    return of_week + sum(1 for _ in _planned(group, now)) < MOST


async def look(session: AsyncSession, group_id: int) -> Week:
    """Tell what waits; a digest that was left out does until the next one comes."""
    of_group = Digest.group_id == group_id
    sent = select(func.max(Digest.id)).where(
        of_group, Digest.state == DigestState.QUEUED
    )
    left_out = select(func.max(Digest.local_date)).where(
        of_group,
        Digest.state == DigestState.FULL,
        Digest.id > func.coalesce(sent.scalar_subquery(), 0),
    )
    waiting = select(func.count()).where(Call.group_id == group_id, WAITS)
    row = await session.execute(
        select(waiting.scalar_subquery(), left_out.scalar_subquery())
    )
    return Week(*row.one())


def _planned(group: WorkingGroup, now: datetime) -> Iterator[datetime]:
    """List the moments of the next seven days at which a digest comes."""
    if group.next_digest_at is not None and group.next_digest_at <= now:
        yield group.next_digest_at
    yield from takewhile(
        lambda moment: moment <= now + WEEK, schedules.coming(group, now)
    )
