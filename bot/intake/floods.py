"""Shedding one sender's flood, never the backlog of an outage."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now, vault
from bot.i18n import DEFAULT_LANGUAGE, _, translator
from bot.intake.origin import Origin
from bot.models import Inbox
from bot.models.outbox import MessageClass
from bot.saying import Saying
from bot.services.letters import counters, post
from bot.services.team import people

WAIT: Final = _(
    "That is more than we can read at once, so your last messages and presses did not "
    "count. Please repeat them in a minute."
)
WAITING_LIMIT: Final = 200  # updates of one sender; design, lanes
FRESH: Final = 60  # seconds: an older message waited out an outage at Telegram
# An answer that Telegram's pace holds back counts like an update: else whoever is
# served quickly would be owed thousands. The moment is asked for once, not per row.
# Of an outage's backlog nothing is counted: that would take longer than to store it.
# A minute's limit is for what a sender does (id > 0), not for answers to our questions.
ROOM: Final = """
    select lane, many, least(
        :waiting
        - (select count(*) from inbox
           where inbox.lane = came.lane and state = 'new'
             and received_at > (select app_now() - interval '5 minutes'))
        - (select count(*) from outbox
           where chat_key = came.lane and class = 0
             and state in ('pending', 'sending')),
        :a_minute
        - (select count(*) from inbox
           where inbox.lane = came.lane and state <> 'shed' and update_id > 0
             and received_at > (select app_now() - interval '1 minute'))
    ) as free
    from (select lane, count(*) as many
          from unnest((select cast(:lanes as bigint[]))) as each (lane)
          group by lane) as came
    where cast(:newest as float8) > (select extract(epoch from app_now())) - :fresh
"""  # unnest of a query: PostgreSQL would plan it anew for every number of lanes
_ROOM: Final = text(f"select lane, free from ({ROOM}) as room")  # noqa: S608 - ours
_CLAIM_WARNING: Final = text("""
    insert into gate (chat_key, closed_until, reason)
    values (:key, app_now() + interval '1 minute', 'flood')
    on conflict (chat_key) do update set closed_until = excluded.closed_until
    where gate.closed_until <= app_now()
    returning chat_key
""")


class Arrival(NamedTuple):
    """An update that has just come."""

    update_id: int
    origin: Origin
    lane: int


async def shed(
    session: AsyncSession, bot_id: int, arrivals: Sequence[Arrival], a_minute: int
) -> set[int]:
    """Pick the updates (by id) that are not kept, and warn their senders once."""
    rows = await session.execute(_ROOM, limits(arrivals, a_minute))
    room = {lane: int(free) for lane, free in rows}
    known = await _known(session, bot_id, arrivals)
    news = [each for each in arrivals if each.update_id not in known]
    dropped = _over(news, room, await now(session))
    await _warn(session, {each.lane: each.origin for each in dropped})
    await counters.count(session, "shed", len(dropped))
    return {each.update_id for each in dropped}


def limits(arrivals: Sequence[Arrival], a_minute: int) -> dict[str, Any]:
    """Give the values of `ROOM`: how much each lane brings, and still takes.

    It has no rows if nothing of what came was sent just now.
    """
    return {
        "lanes": [each.lane for each in arrivals],
        "newest": max(each.origin.sent or math.inf for each in arrivals),
        "fresh": FRESH,
        "waiting": WAITING_LIMIT,
        "a_minute": a_minute,
    }


async def _known(
    session: AsyncSession, bot_id: int, arrivals: Sequence[Arrival]
) -> set[int]:
    """Find what is a redelivery: it waits already, and is counted as waiting."""
    ids = [each.update_id for each in arrivals]
    known = select(Inbox.update_id).where(
        Inbox.bot_id == bot_id, Inbox.update_id.in_(ids)
    )
    return set(await session.scalars(known))


def _over(
    news: Sequence[Arrival], room: Mapping[int, int], moment: datetime
) -> list[Arrival]:
    over, came = [], Counter[int]()
    for each in news:
        if not _is_fresh(each.origin, moment.timestamp()):
            continue
        came[each.lane] += 1
        if came[each.lane] > room[each.lane]:
            over.append(each)
    return over


def _is_fresh(origin: Origin, moment: float) -> bool:
    return origin.sent is None or moment - origin.sent < FRESH


async def _warn(session: AsyncSession, senders: dict[int, Origin]) -> None:
    for lane, origin in senders.items():
        if origin.chat_id is None or not await _is_due(session, lane):
            continue
        saying = Saying(WAIT).render(translator(await _language(session, origin)))
        await post.owe(
            session,
            Address(origin.chat_id),
            saying,
            message_class=MessageClass.ANSWER,
            ahead=True,
        )


async def _is_due(session: AsyncSession, lane: int) -> bool:
    key = vault(session).key("flood", lane)
    claimed = await session.execute(_CLAIM_WARNING, {"key": key})
    return claimed.one_or_none() is not None


async def _language(session: AsyncSession, origin: Origin) -> str:
    accounts = vault(session).accounts(origin.user_id or 0)
    person = await people.find(session, accounts)
    return DEFAULT_LANGUAGE if person is None else person.language
