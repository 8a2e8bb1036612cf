"""A digest that a broken line left in doubt waits for the operator."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.playground.group import Group
from bot.services.digest import digests
from bot.services.doubts import doubts
from tests.factories import make_bound_group, make_person, make_staff
from tests.world import World


@pytest.fixture
async def chat(town: World, session: AsyncSession) -> Group:
    owner = town.telegram.person("Owner")
    chat = town.telegram.group("Чат", [owner])
    chat.add_bot(by=owner)
    group = await make_bound_group(session, Address(chat.id), name_uk="РГ Станіслава")
    secretary = await make_person(session)
    await make_staff(session, secretary, group)
    await digests.ask(session, secretary.id, group.id, 1)
    await session.commit()
    return chat


async def lose_answer(town: World, *, came: bool) -> str:
    town.telegram.faults.next("reset", "sendMessage", after=came)
    await town.settle()
    async with town.sessions() as session:
        [doubt] = await doubts.find_all(session)
    assert doubt.group
    assert doubt.group.name_uk == "РГ Станіслава"
    return doubt.reference


def arrived(chat: Group) -> int:
    return sum(message.from_bot for message in chat.sees())


async def test_lost_digest_is_sent_again_when_the_operator_says_so(
    town: World, chat: Group
) -> None:
    row = await lose_answer(town, came=False)
    assert arrived(chat) == 0
    async with town.sessions.begin() as session:
        assert await doubts.send_again(session, row)
    await town.settle()
    assert arrived(chat) == 1


async def test_digest_that_came_is_forgotten_and_never_sent_again(
    town: World, chat: Group
) -> None:
    row = await lose_answer(town, came=True)
    async with town.sessions.begin() as session:
        assert await doubts.settle(session, row)
        assert not await doubts.find_all(session)
    await town.settle()
    assert arrived(chat) == 1


async def test_only_what_is_in_doubt_is_decided_on(town: World, chat: Group) -> None:
    await town.settle()
    async with town.sessions.begin() as session:
        assert not await doubts.send_again(session, "1")
        assert not await doubts.settle(session, "m1")
        assert not await doubts.settle(session, "one")
    assert arrived(chat) == 1
