"""Messages that nobody asked for: owed to many at once, and what came of them."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Outbox
from bot.models.outbox import OUTBOX_BLOCK, MessageClass
from bot.playground.calls import Call
from bot.playground.person import Person
from bot.services import post
from trials.ground import Ground

_RESERVE: Final = text("select nextval('outbox_id') from generate_series(1, :blocks)")
_UNKNOWN: Final = text("select chat_key from outbox where state = 'unknown'")
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
    words: str,
    message_class: MessageClass = MessageClass.BROADCAST,
) -> None:
    """Owe each chat a message."""
    async with ground.sessions.begin() as session:
        ids = await _reserve(session, len(chats))
        rows = [
            post.sealed_row(session, row, Address(chat), {"text": words})
            | {"method": "sendMessage", "message_class": int(message_class)}
            for row, chat in zip(ids, chats, strict=False)
        ]
        for start in range(0, len(rows), _BATCH):
            await session.execute(insert(Outbox), rows[start : start + _BATCH])


async def unknown(ground: Ground, chats: Iterable[int]) -> list[int]:
    """List the chats of which nobody knows whether their message came."""
    async with ground.sessions() as session:
        keys = set(await session.scalars(_UNKNOWN))
        return [chat for chat in chats if Address(chat).key(vault(session)) in keys]


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
