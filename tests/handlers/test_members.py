"""Chats lost and found again, and what the team hears."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.models import Gate, WorkingGroup
from bot.playground.group import Group
from bot.services.places import groups
from tests.factories import make_bound_group
from tests.handlers.cast import agreed, both, coordinator, join, last, says
from tests.world import World

EXPELLED = {
    "uk": "Бота більше немає в чаті групи «Робоча група».",
    "en": "The bot is no longer in the chat of Working Group.",
}


async def bound(town: World, session: AsyncSession) -> tuple[WorkingGroup, Group]:
    owner = town.telegram.person("Owner", id=3001)
    chat = town.telegram.group("Чат", [owner])
    chat.add_bot(by=owner)
    group = await make_bound_group(session, Address(chat.id))
    await session.commit()
    await town.settle()
    return group, chat


async def state(session: AsyncSession, group: WorkingGroup) -> str:
    await session.refresh(group)
    return group.chat_state


@both
async def test_the_team_hears_that_the_bot_was_expelled(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session)
    phone = await agreed(town, language=language)
    await join(town, phone, group)
    await says(town, phone, "/network")  # a bot cannot write first
    chat.kick_bot()
    await town.settle()
    assert await state(session, group) == "unreachable"
    assert EXPELLED[language] in last(phone)


async def test_a_muted_bot_says_so_to_the_team(
    town: World, session: AsyncSession
) -> None:
    group, chat = await bound(town, session)
    phone = await coordinator(town)
    await says(town, phone, "/network")
    chat.mute_bot()
    await town.settle()
    assert "не може писати в чат" in last(phone)
    assert await state(session, group) == "unreachable"


async def test_an_expelled_bot_comes_back(town: World, session: AsyncSession) -> None:
    group, chat = await bound(town, session)
    chat.kick_bot()
    await town.settle()
    chat.demote_bot()
    await town.settle()
    assert await state(session, group) == "bound"


async def test_a_team_is_told_of_each_loss(town: World, session: AsyncSession) -> None:
    _, chat = await bound(town, session)
    phone = await coordinator(town)
    await says(town, phone, "/network")
    for _ in range(2):
        chat.kick_bot()
        await town.settle()
        chat.demote_bot()
        await town.settle()
    told = [each for each in phone.sees() if EXPELLED["uk"] in each.text]
    assert len(told) == 2


async def test_a_group_that_became_a_supergroup_is_followed(
    town: World, session: AsyncSession
) -> None:
    group, chat = await bound(town, session)
    moved = chat.migrate()
    await town.settle()
    await session.refresh(group)
    assert groups.address_of(session, group) == Address(moved.id)
    assert group.chat_state == "bound"


async def test_somebody_who_unblocks_is_written_to_again(
    town: World, session: AsyncSession, vault: Vault
) -> None:
    phone = await agreed(town)
    await says(town, phone, "/network")
    phone.blocks()
    await town.settle()
    session.add(Gate(chat_key=Address(phone.id).key(vault), reason="blocked"))
    await session.commit()
    phone.unblocks()
    await town.settle()
    assert await session.scalar(select(func.count(Gate.chat_key))) == 0
