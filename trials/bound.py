"""Working groups with chats of their own, their moderators and one coordinator."""

import asyncio
from dataclasses import dataclass, field
from typing import Final, Self

from sqlalchemy import text

from bot.address import Address
from bot.db import vault
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.message import Message
from bot.playground.person import Person
from bot.services.digest import digests
from bot.services.places import groups
from bot.services.team import people
from tests.factories import make_bound_group, make_staff
from trials import mail
from trials.ground import Ground

LANGUAGE = "en"
# Nobody gets a second digest in a moment, nor eight in a week.
_DAYS_LATER: Final = text(
    "update digest set made_at = made_at - interval '2 days' where group_id = :id"
)


@dataclass
class Bound:
    """A working group: its number, its chat, who hears of troubles."""

    number: int
    name: str
    chat: Group
    thread: int | None
    moderator: Person


@dataclass
class Parish:
    """All working groups of a trial."""

    ground: Ground
    coordinator: Person
    coordinator_id: int
    groups: list[Bound]
    _desk: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    async def found(cls, ground: Ground, count: int, *, forum: bool = False) -> Self:
        """Found groups; what Telegram would tell of it is left untold."""
        [phone] = mail.open_chats(ground, 1)
        leader = await _appoint(ground, phone, None)
        parish = cls(ground, phone, leader, [])
        for n in range(count):
            parish.groups.append(await _found(ground, f"Group {n}.", forum=forum))
        ground.telegram.updates.clear()
        return parish

    async def ask(self, group: Bound, asked_by: int) -> int | None:
        """Ask for a digest, as by `/digest now`."""
        # The trial's own connections are few.
        async with self._desk, self.ground.sessions.begin() as session:
            await session.execute(_DAYS_LATER, {"id": group.number})
            return await digests.ask(
                session, self.coordinator_id, group.number, asked_by
            )


def said(chat: Group) -> list[Message]:
    """List what the bot wrote into a chat."""
    return [message for message in chat.sees() if message.from_bot]


async def _found(ground: Ground, name: str, *, forum: bool) -> Bound:
    [moderator] = mail.open_chats(ground, 1)
    chat = ground.telegram.group(name, [moderator], forum=forum)
    chat.add_bot(by=moderator)
    thread = chat.topic("Digests") if forum else None
    async with ground.sessions.begin() as session:
        group = await make_bound_group(
            session,
            Address(chat.id, thread),
            name_uk=name,
            name_en=name,
            language=LANGUAGE,
        )
    await _appoint(ground, moderator, group.id)
    return Bound(group.id, name, chat, thread, moderator)


async def _appoint(ground: Ground, phone: Person, group_id: int | None) -> int:
    role = Role.COORDINATOR if group_id is None else Role.MODERATOR
    async with ground.sessions.begin() as session:
        accounts = vault(session).accounts(phone.id)
        person = await people.agree(session, accounts, language=LANGUAGE)
        group = None if group_id is None else await groups.get(session, group_id)
        address = Address(phone.id)
        await make_staff(session, person, group, role=role, address=address)
        return person.id
