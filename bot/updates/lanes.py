"""Lanes: which have work, whose turn it is, and what stands at the head."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_LOCK: Final = text("select pg_try_advisory_xact_lock(:lane)")
# A loose index scan: one probe a lane, however long a lane is.
_WAITING: Final = text("""
    with recursive lane as (
        (select lane from inbox where state = 'new' and lane > :after
         order by lane limit 1)
        union all
        select (select i.lane from inbox i where i.state = 'new' and i.lane > lane.lane
                order by i.lane limit 1)
        from lane where lane.lane is not null
    )
    select lane from lane where lane is not null limit :limit
""")
# `behind`: an earlier answer to this chat waits elsewhere, or the chat must be left in
# peace, so ours must queue up. What this replica says itself was claimed as it was
# written; a claim that came later is the drain's, which sends at its own time.
# `closed`: the chat could not be reached; a message from it proves that it can.
_HEAD: Final = text("""
    select update_id, payload, attempts, first_attempt_at, not_before,
           app_now() as now, nextval('outbox_id') as rows,
           exists (select from outbox where chat_key = :lane and class = 0
                   and state in ('pending', 'sending')
                   and (owner is distinct from :replica or claimed_at > created_at))
           or exists (select from gate where chat_key in (:lane, 0)
                      and reason <> 'flood'
                      and closed_until > app_now()) as behind,
           exists (select from gate where chat_key = :lane
                   and closed_until is null) as closed
    from inbox
    where bot_id = :bot_id and lane = :lane and state = 'new'
    order by update_id limit 1
""")
_DONE: Final = text("""
    update inbox set state = 'done', payload = null, done_at = app_now()
    where bot_id = :bot_id and update_id = :update_id
    returning exists (select from inbox later where later.bot_id = :bot_id
        and later.lane = inbox.lane and later.state = 'new'
        and later.update_id > :update_id)
""")
LOWEST: Final = -(2**63)


class Head(NamedTuple):
    """The oldest update of a lane."""

    update_id: int
    payload: bytes
    attempts: int
    first_attempt_at: datetime | None
    not_before: datetime | None
    now: datetime
    rows: int
    behind: bool
    closed: bool = False


async def lock(session: AsyncSession, lane: int) -> bool:
    """Take a lane until the transaction ends; False when another worker has it.

    In a statement of its own, before the first read: in one statement with the read the
    snapshot would be older than the lock.
    """
    return bool((await session.execute(_LOCK, {"lane": lane})).scalar_one())


async def head(
    session: AsyncSession, bot_id: int, lane: int, replica: int
) -> Head | None:
    """Read the oldest update of a locked lane."""
    values = {"bot_id": bot_id, "lane": lane, "replica": replica}
    row = (await session.execute(_HEAD, values)).one_or_none()
    return None if row is None else Head(*row)


async def finish(session: AsyncSession, bot_id: int, update_id: int) -> bool:
    """Mark an update done and erase what it said; tells whether more wait behind it."""
    values = {"bot_id": bot_id, "update_id": update_id}
    return bool((await session.execute(_DONE, values)).scalar_one())


async def waiting(
    session: AsyncSession, after: int = LOWEST, limit: int = 128
) -> Sequence[int]:
    """List lanes that have work, from a cursor on."""
    rows = await session.execute(_WAITING, {"after": after, "limit": limit})
    return rows.scalars().all()
