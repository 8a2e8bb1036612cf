"""Which messages may leave now."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Outbox
from bot.services.digest import digest_late

# The first unsent row of each chat and class, so that a chat's messages leave in the
# order of their rows, but for what waits for its hour; a closed gate holds its chat
# back, gate 0 holds back all.
# The time is asked for once: for each of many rows it would cost more than all else.
_DUE: Final = text("""
    select id from outbox o
    where state = 'pending'
      and (not_before is null or not_before <= (select app_now()))
      and (expires_at is null or expires_at > (select app_now()))
      and chat_key <> all(cast(:resting as bigint[]))
      and not exists (
        select from outbox e where e.chat_key = o.chat_key and e.class = o.class
          and e.id < o.id and e.state in ('pending', 'sending')
          and (e.not_before is null or e.attempts > 0
               or e.not_before <= (select app_now())))
      and not exists (
        select from gate g where g.chat_key in (o.chat_key, 0) and g.reason <> 'flood'
          and (g.closed_until is null or g.closed_until > (select app_now())))
    order by class, id limit :limit
""")
# A crowd that has just been written to is not in the statistics yet: all of it would be
# read and sorted for the first few. And a plan that was kept since there was nothing to
# send compares every row with every other: 0.2 s for a thousand, at each look.
_IN_ORDER: Final = text("""
    select set_config('enable_bitmapscan', 'off', true),
        set_config('plan_cache_mode', 'force_custom_plan', true)
""")
_EXPIRE: Final = text("""
    update outbox set state = 'cancelled', payload = null, destination = null,
        error = 'expired'
    where state = 'pending' and expires_at <= (select app_now())
    returning key
""")


async def due(
    session: AsyncSession, limit: int, resting: Sequence[int] = ()
) -> Sequence[Outbox]:
    """Read messages that wait for nothing but the pace, most urgent first.

    Chats that are resting must not hold up the others.
    """
    expired = await session.scalars(_EXPIRE)
    await digest_late.skip(session, filter(None, expired))
    await session.execute(_IN_ORDER)
    values = {"limit": limit, "resting": list(resting)}
    ids = (await session.execute(_DUE, values)).scalars().all()
    if not ids:
        return []
    statement = (
        select(Outbox)
        .where(Outbox.id.in_(ids))
        .order_by(Outbox.message_class, Outbox.id)
    )
    return (await session.execute(statement)).scalars().all()


async def take(session: AsyncSession, ids: Sequence[int], replica: int) -> set[int]:
    """Mark messages as leaving from this replica; returns those that still could."""
    statement = (
        update(Outbox)
        .where(Outbox.id.in_(ids), Outbox.state == "pending")
        .values(state="sending", owner=replica, claimed_at=func.app_now())
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    return set((await session.execute(statement)).scalars())
