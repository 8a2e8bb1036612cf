"""A town with somebody in each role, who may send what no client would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.address import Address
from bot.models import Inbox, WorkingGroup
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.playground.text import compose
from bot.playground.utf16 import is_sound
from tests.factories import make_bound_group, make_community
from tests.handlers.cast import agreed, coordinator, join, resident
from tests.world import World

_FINE = ("message is not modified", "message to delete not found")


@dataclass
class Square:
    """People who may type anything, and what came of it."""

    town: World
    group: WorkingGroup
    chat: Group
    resident: Phone
    moderator: Phone
    coordinator: Phone
    _ids: Iterator[int] = field(default_factory=lambda: count(10**9))

    async def types(self, phone: Phone, text: str, **message: Any) -> None:
        """Send a text exactly as it is; a name may come with it."""
        number = next(self._ids)
        content = compose(text, []) if is_sound(text) else {"text": text}
        body = {
            "message_id": number,
            "date": int(self.town.telegram.now()),
            "chat": {"id": phone.id, "type": "private"},
            "from": phone.user,
        }
        update = {"update_id": number, "message": body | content | message}
        await self.town.parts.inbox.store([update])
        await self.town.settle()

    async def presses(self, phone: Phone, *buttons: str) -> None:
        for button in buttons:
            phone.presses(button)
            await self.town.settle()

    async def unanswered(self, phone: Phone, texts: Sequence[str]) -> list[str]:
        """Type texts one after the other; list those after which nothing came."""
        silent = []
        for text in texts:
            before = len(self.town.telegram.calls)
            await self.types(phone, text)
            calls = self.town.telegram.calls[before:]
            if not any(call.chat == phone.id and call.accepted for call in calls):
                silent.append(text[:40])
        return silent

    async def failures(self) -> list[str]:
        """List updates that failed, even once."""
        async with self.town.plain() as session:
            found = await session.scalars(
                select(Inbox.error).where(Inbox.error.is_not(None))
            )
            return [str(each) for each in found]

    def refusals(self) -> list[str]:
        """List what Telegram refused for what it held."""
        return [
            f"{call.method}: {call.description}"
            for call in self.town.telegram.calls
            if call.description and not any(fine in call.description for fine in _FINE)
        ]


async def laid_out(town: World) -> Square:
    """Seat everybody: a resident, a moderator, a coordinator and a group's chat."""
    moderator = await agreed(town, "Mod", language="en")
    boss = await coordinator(town, language="en")
    chat = town.telegram.group("Рада", [moderator])
    chat.add_bot(by=moderator)
    await town.settle()
    async with town.plain.begin() as session:
        community = await make_community(session)
        group = await make_bound_group(session, Address(chat.id), community)
    await join(town, moderator, group)
    author = await resident(town, community, language="en")
    for each in (author, moderator, boss):
        each.says("/menu")
    await town.settle()
    return Square(town, group, chat, author, moderator, boss)
