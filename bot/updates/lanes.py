"""Lanes: which have work, whose turn it is, and what stands at the head."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Driver

_HEAD: Final = "select * from lane_head($1, $2, $3)"
# A loose index scan: one probe a lane, however long a lane is, and what is fresh in its
# way. What seems to come long after now waits since before the clock was set back.
_OLD: Final = """(
    received_at <= (select app_now() - make_interval(secs => :longer_than))
    or received_at >= (select app_now() + make_interval(secs => :longer_than))
)"""
_WAITING: Final = text(f"""
    with recursive lane as (
        (select lane from inbox where state = 'new' and lane > :after and {_OLD}
         order by lane limit 1)
        union all
        select (select i.lane from inbox i
                where i.state = 'new' and i.lane > lane.lane and {_OLD}
                order by i.lane limit 1)
        from lane where lane.lane is not null
    )
    select lane from lane where lane is not null limit :limit
""")  # noqa: S608 - ours
_LEAST_BLAMED: Final = text("""
    select lane from inbox
    where state = 'new' and lane = any(cast(:lanes as bigint[]))
    group by lane order by max(attempts), random()
""")
LOWEST: Final = -(2**63)
AT_ONCE: Final = 128


class Head(NamedTuple):
    """The oldest update of a lane, with its sender, their open form and communities.

    `behind` and `closed` are told in the migration of `lane_head`.
    """

    update_id: int
    payload: bytes
    attempts: int
    first_attempt_at: datetime | None
    not_before: datetime | None
    now: datetime
    rows: int
    behind: bool
    closed: bool
    account: bytes | None
    person_id: int | None
    language: str
    consent_version: int
    consent_at: datetime
    form: str | None
    step: str | None
    turn: int | None
    answers: bytes | None
    expires_at: datetime | None
    kept: str | None
    has_role: bool

    @property
    def is_due(self) -> bool:
        """Tell whether it need not wait any longer after an attempt that failed."""
        return self.not_before is None or self.not_before <= self.now


class BusyError(Exception):
    """Another worker has the lane."""


async def head(driver: Driver, bot_id: int, lane: int, replica: int) -> Head | None:
    """Take a lane until the transaction ends, and read its oldest update.

    Raises BusyError when another worker has the lane.
    """
    row = await driver.fetchrow(_HEAD, bot_id, lane, replica)
    if row is None:
        return None
    if row[0] is None:
        raise BusyError
    return Head(*row)


async def waiting(
    session: AsyncSession,
    after: int = LOWEST,
    limit: int = AT_ONCE,
    *,
    longer_than: float = 0.0,
) -> Sequence[int]:
    """List lanes that have work, for more than some seconds, from a cursor on."""
    values = {"after": after, "limit": limit, "longer_than": longer_than}
    return (await session.execute(_WAITING, values)).scalars().all()


async def least_blamed(session: AsyncSession, found: Sequence[int]) -> Sequence[int]:
    """Order lanes: what was in hand when a process died before comes last.

    In one order the same innocent update would be in hand at every death of a process
    that is killed again and again.
    """
    rows = await session.execute(_LEAST_BLAMED, {"lanes": found})
    return rows.scalars().all()
