"""Chats that must not be written to: for a while, or until they come back."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox.row import Row
from bot.services.news import channels
from bot.services.places import groups

EVERYBODY: Final = 0  # the key of the gate of all chats
_CLOSE_FOR: Final = text("""
    insert into gate (chat_key, closed_until, reason)
    values (:key, app_now() + make_interval(secs => :seconds), 'told to wait')
    on conflict (chat_key) do update set
        closed_until = greatest(gate.closed_until, excluded.closed_until),
        since = excluded.since
    where gate.closed_until is not null
""")
_RECENT: Final = text("""
    select count(*) from gate
    where reason = 'told to wait' and since > app_now() - interval '10 seconds'
      and chat_key <> 0
""")
_CLOSE: Final = text("""
    insert into gate (chat_key, reason) values (:key, :reason)
    on conflict (chat_key) do update set
        closed_until = null, reason = excluded.reason, since = excluded.since
""")
_CANCEL: Final = text("""
    update outbox set state = 'cancelled', payload = null, destination = null,
        owner = null, error = :reason
    where chat_key = :key and state in ('pending', 'sending')
""")
_MANY: Final = 3  # chats told to wait within 10 s: then all wait


async def close_for(session: AsyncSession, chat_key: int, seconds: int) -> None:
    """Pause a chat as Telegram asked; all of them when three were asked at once."""
    values = {"key": chat_key, "seconds": seconds}
    await session.execute(_CLOSE_FOR, values)
    if (await session.execute(_RECENT)).scalar_one() >= _MANY:
        await session.execute(_CLOSE_FOR, values | {"key": EVERYBODY})


async def close(session: AsyncSession, row: Row, reason: str) -> None:
    """Stop writing to a chat that cannot be reached, and cancel what waits for it."""
    values = {"key": row.chat_key, "reason": reason[:200]}
    await session.execute(_CLOSE, values)
    await session.execute(_CANCEL, values)
    if row.address.chat_id < 0:
        await groups.unreachable(session, row.address.chat_id, reason)
        await channels.lost(session, row.address.chat_id)
