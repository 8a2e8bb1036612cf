"""Shedding one sender's flood, never the backlog of an outage."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.i18n import DEFAULT_LANGUAGE, _, translator
from bot.intake.origin import Origin
from bot.models.outbox import MessageClass
from bot.saying import Saying
from bot.services import counters, post

WAITING_LIMIT: Final = 200  # updates of one sender; design, lanes
FRESH: Final = 60  # seconds: an older message waited out an outage at Telegram
_WAITING: Final = text("""
    select lane, count(*) from inbox
    where state = 'new' and lane = any(cast(:lanes as bigint[]))
      and received_at > app_now() - interval '5 minutes'
    group by lane
""")
_CLAIM_WARNING: Final = text("""
    insert into gate (chat_key, closed_until, reason)
    values (:key, app_now() + interval '1 minute', 'flood')
    on conflict (chat_key) do update set closed_until = excluded.closed_until
    where gate.closed_until <= app_now()
    returning chat_key
""")


async def shed(
    session: AsyncSession, origins: Sequence[Origin], lanes: Sequence[int]
) -> set[int]:
    """Pick the updates (by index) that are not kept, and warn their senders once."""
    rows = await session.execute(_WAITING, {"lanes": list(set(lanes))})
    waiting = Counter({row[0]: int(row[1]) for row in rows})
    if not any(
        waiting[lane] + lanes.count(lane) > WAITING_LIMIT for lane in set(lanes)
    ):
        return set()
    now = (await session.execute(select(func.app_now()))).scalar_one().timestamp()
    dropped: set[int] = set()
    for index, (origin, lane) in enumerate(zip(origins, lanes, strict=True)):
        waiting[lane] += 1
        if waiting[lane] > WAITING_LIMIT and _fresh(origin, now):
            dropped.add(index)
    await _warn(session, {lanes[index]: origins[index] for index in dropped})
    await counters.count(session, "shed", len(dropped))
    return dropped


def _fresh(origin: Origin, now: float) -> bool:
    return origin.sent is None or now - origin.sent < FRESH


async def _warn(session: AsyncSession, senders: dict[int, Origin]) -> None:
    for lane, origin in senders.items():
        key = vault(session).key("flood", lane)
        due = (await session.execute(_CLAIM_WARNING, {"key": key})).one_or_none()
        if due is None or origin.chat_id is None:
            continue
        saying = Saying(
            _("That is more than I can read at once. Please wait a minute.")
        ).render(translator(DEFAULT_LANGUAGE))
        await post.owe(
            session, Address(origin.chat_id), saying, message_class=MessageClass.ANSWER
        )
