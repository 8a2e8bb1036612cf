"""A town with its working group: what stands before anybody sends an appeal."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions, vault
from bot.models import Person
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.playground.telegram import Telegram
from bot.services.places import communities, groups
from bot.services.places.groups import NewGroup
from bot.services.team import people, staff

LANGUAGE: Final = "uk"  # of the group's chat and its team
_GROUP: Final = NewGroup(
    name_uk="Робоча група Кропивницької громади",
    name_en="Working group of Kropyvnytska community",
    communities=["UA35040210000014072"],  # the city whose hotline it was
    language=LANGUAGE,
)


@dataclass(frozen=True, slots=True)
class Town:
    """The phones of the team, the chat of the group, and its number."""

    coordinator: Phone
    moderator: Phone
    chat: Group
    group_id: int


async def found(sessions: Sessions, telegram: Telegram) -> Town:
    """Load the register, create the group, bind its chat and invite its moderator."""
    coordinator = telegram.person("Coordinator", language_code=LANGUAGE)
    moderator = telegram.person("Moderator", language_code=LANGUAGE)
    for one in (coordinator, moderator):
        telegram.chats[one.id].started = True  # else the bot may not write first
    chat = telegram.group("Робоча група", [coordinator, moderator])
    chat.add_bot(by=coordinator)
    async with sessions.begin() as session:
        await communities.load_register(session)
        leader = await _agree(session, coordinator)
        await staff.ensure_coordinator(session, leader, Address(coordinator.id))
        group = await groups.create(session, leader.id, _GROUP)
        token = await groups.bind_link(session, leader.id, group.id)
        await groups.bind(session, token, Address(chat.id))
        token = await staff.invite(session, leader.id, group.id, Role.MODERATOR)
        guest = await _agree(session, moderator)
        await staff.accept(session, guest, token, Address(moderator.id))
    return Town(coordinator, moderator, chat, group.id)


async def _agree(session: AsyncSession, phone: Phone) -> Person:
    accounts = vault(session).accounts(phone.id)
    return await people.agree(session, accounts, language=LANGUAGE)
