"""Pauses that Telegram asks for, of a chat and of all chats."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.db import Sessions
from bot.models import Gate
from bot.outbox import gates
from bot.playground.faults import Fault
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import post
from tests.bot.outbox.conftest import FEATURES, Post, heard
from tests.conftest import Clock
from tests.world import World


def told_to_wait(bot: World, person: Person, seconds: int = 30) -> None:
    fault = Fault("429", ("sendMessage",), person.id, times=1, retry_after=seconds)
    bot.telegram.faults.add(fault)


@pytest.fixture
def crowd(bot: World) -> list[Person]:
    people = [bot.telegram.person(f"Person {n}") for n in range(4)]
    for person in people:
        person.says("hello")
    bot.telegram.updates.clear()
    return people


async def test_a_chat_is_left_in_peace_as_long_as_asked(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    told_to_wait(bot, olena)
    await post.owe(olena.id, "a")
    await bot.settle()
    await clock.forward("29 seconds")
    await bot.settle()
    early = heard(olena)
    await clock.forward("1 second")
    await bot.settle()
    assert (early, heard(olena)) == ([], ["a"])


async def test_more_messages_of_any_class_wait_too(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    told_to_wait(bot, olena)
    await post.owe(olena.id, "a")
    await bot.settle()
    olena.says("/say b")
    await bot.settle()
    early = heard(olena)
    await clock.forward("30 seconds")
    await bot.settle()
    assert (early, sorted(heard(olena))) == ([], ["a", "b"])


async def test_another_chat_does_not_wait(
    bot: World, crowd: list[Person], post: Post
) -> None:
    told_to_wait(bot, crowd[0])
    for person in crowd[:2]:
        await post.owe(person.id, "a")
    await bot.settle()
    assert [heard(person) for person in crowd[:2]] == [[], ["a"]]


async def test_when_three_chats_are_told_to_wait_all_wait(
    bot: World, crowd: list[Person], post: Post, clock: Clock
) -> None:
    for person in crowd[:3]:
        told_to_wait(bot, person)
        await post.owe(person.id, "a")
    await bot.settle()
    await post.owe(crowd[3].id, "a")
    await bot.settle()
    early = heard(crowd[3])
    await clock.forward("30 seconds")
    await bot.settle()
    assert (early, heard(crowd[3])) == ([], ["a"])


async def test_answers_wait_with_them(bot: World, crowd: list[Person]) -> None:
    for person in crowd[:3]:
        told_to_wait(bot, person)
        person.says("/say a")
    await bot.settle()
    crowd[3].says("/say a")
    await bot.settle()
    assert heard(crowd[3]) == []


async def test_two_chats_do_not_make_all_wait(
    bot: World, crowd: list[Person], post: Post
) -> None:
    for person in crowd[:2]:
        told_to_wait(bot, person)
        await post.owe(person.id, "a")
    await bot.settle()
    await post.owe(crowd[3].id, "a")
    await bot.settle()
    assert heard(crowd[3]) == ["a"]


async def test_three_chats_at_different_times_do_not_make_all_wait(
    bot: World, crowd: list[Person], post: Post, clock: Clock
) -> None:
    for person in crowd[:3]:
        told_to_wait(bot, person)
        await post.owe(person.id, "a")
        await bot.settle()
        await clock.forward("6 seconds")
    await post.owe(crowd[3].id, "a")
    await bot.settle()
    assert heard(crowd[3]) == ["a"]


async def test_a_restart_honours_the_pause(
    bot: World, olena: Person, post: Post, sessions: Sessions, *, telegram: Telegram
) -> None:
    told_to_wait(bot, olena)
    await post.owe(olena.id, "a")
    await bot.settle()
    after = World(sessions, telegram, FEATURES, replica_id=2)
    await after.start()
    await after.settle()
    assert heard(olena) == []


async def until(session: AsyncSession, key: int) -> object:
    moments = select(Gate.closed_until).where(Gate.chat_key == key)
    return (await session.execute(moments)).scalar_one()


async def test_a_shorter_pause_does_not_shorten_a_longer_one(
    session: AsyncSession,
) -> None:
    await gates.close_for(session, 7, 60)
    longer = await until(session, 7)
    await gates.close_for(session, 7, 5)
    assert await until(session, 7) == longer


async def test_a_pause_does_not_open_a_closed_chat(
    bot: World, olena: Person, session: AsyncSession, vault: Vault
) -> None:
    olena.says("/say a")
    olena.blocks()
    await bot.settle()
    key = Address(olena.id).key(vault)
    await gates.close_for(session, key, 1)
    assert await until(session, key) is None


async def test_who_comes_back_is_not_held_by_an_old_pause(
    session: AsyncSession, vault: Vault
) -> None:
    home = Address(7)
    await gates.close_for(session, home.key(vault), 60)
    await post.reopen(session, home)
    assert (await session.scalars(select(Gate))).all() == []
