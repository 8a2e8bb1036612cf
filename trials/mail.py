"""Messages that nobody asked for: owed to many at once, and what came of them."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Outbox
from bot.models.outbox import OUTBOX_BLOCK, MessageClass
from bot.playground.calls import Call
from bot.playground.person import Person
from bot.services.letters import post
from trials.ground import Ground

_RESERVE: Final = text("select nextval('outbox_id') from generate_series(1, :blocks)")
_STATES: Final = text("select chat_key, state from outbox order by id desc")
_SENDING: Final = text("select exists(select from outbox where state = 'sending')")
_TRIED: Final = text("""
    select count(distinct chat_key) from outbox
    where attempts > 0 and chat_key = any(cast(:keys as bigint[]))
""")
_STILL: Final = 1.5  # seconds without a call
_BATCH: Final = 1000


def open_chats(ground: Ground, count: int) -> list[Person]:
    """Let people start the bot: it may write to them, and knows nothing of them."""
    phones = [ground.telegram.person(f"Recipient {n}") for n in range(count)]
    for phone in phones:
        phone.chat.started = True
    return phones


async def owe(
    ground: Ground,
    chats: Sequence[int],
    payload: dict[str, Any],
    message_class: MessageClass = MessageClass.BROADCAST,
    *,
    method: str = "sendMessage",
) -> None:
    """Owe each chat a call."""
    values = {"method": method, "message_class": int(message_class)}
    async with ground.sessions.begin() as session:
        ids = await _reserve(session, len(chats))
        rows = [
            post.sealed_row(session, row, Address(chat), payload) | values
            for row, chat in zip(ids, chats, strict=False)
        ]
        for start in range(0, len(rows), _BATCH):
            await session.execute(insert(Outbox), rows[start : start + _BATCH])


async def write(ground: Ground, phones: Sequence[Person], words: str) -> None:
    """Tell people something, and wait until nothing more can leave."""
    chats = [phone.id for phone in phones]
    await owe(ground, chats, {"text": words}, MessageClass.NOTICE)
    before = -1
    while (now := len(ground.telegram.calls)) != before or await leaving(ground):
        before = now
        await asyncio.sleep(_STILL)


async def states(ground: Ground, chats: Iterable[int]) -> dict[int, str]:
    """Tell what became of the first of what is owed to each chat and was not sent."""
    async with ground.sessions() as session:
        found = {row.chat_key: row.state for row in await session.execute(_STATES)}
        keys = vault(session)
        named = ((chat, found.get(Address(chat).key(keys))) for chat in chats)
        return {chat: state for chat, state in named if state}


async def drop(ground: Ground) -> None:
    """Owe nothing any more."""
    async with ground.sessions.begin() as session:
        await session.execute(delete(Outbox).where(Outbox.state == "pending"))


async def leaving(ground: Ground) -> bool:
    """Tell whether a call is under way, or its outcome not yet written down."""
    async with ground.sessions() as session:
        return bool(await session.scalar(_SENDING))


async def tried(ground: Ground, chats: Iterable[int]) -> int:
    """Count the chats whose message was tried in vain."""
    async with ground.sessions() as session:
        keys = vault(session)
        values = {"keys": [Address(chat).key(keys) for chat in chats]}
        return int(await session.scalar(_TRIED, values) or 0)


def came(calls: Iterable[Call], words: str) -> list[Call]:
    """List the accepted messages with some words, in their order."""
    return [
        call
        for call in calls
        if call.accepted and call.method == "sendMessage" and call.text == words
    ]


def doubled(calls: Iterable[Call]) -> int:
    """Count the messages that a chat got again."""
    times = Counter(call.chat for call in calls)
    return times.total() - len(times)


def most_within(times: Iterable[float], seconds: float) -> int:
    """Count the moments in the fullest stretch of time, open at its end."""
    recent: deque[float] = deque()
    fullest = 0
    for moment in sorted(times):
        recent.append(moment)
        while recent[0] <= moment - seconds:
            recent.popleft()
        fullest = max(fullest, len(recent))
    return fullest


async def _reserve(session: AsyncSession, count: int) -> list[int]:
    blocks = {"blocks": -(-count // OUTBOX_BLOCK)}
    firsts = (await session.execute(_RESERVE, blocks)).scalars()
    return [first + n for first in firsts for n in range(OUTBOX_BLOCK)]
