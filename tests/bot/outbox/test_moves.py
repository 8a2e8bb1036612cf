"""Groups that moved, topics that are gone, chats out of reach."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Community, Outbox, WorkingGroup
from bot.models.outbox import MessageClass
from bot.outbox import moves, row
from bot.playground.faults import Fault
from bot.playground.group import Group
from bot.playground.person import Person
from bot.services.digest import digest_late
from bot.services.letters import post as letters
from bot.services.places import groups
from tests.bot.outbox.conftest import Post
from tests.factories import make_bound_group, make_community
from tests.world import World


@pytest.fixture
async def community(bot: World) -> Community:
    async with bot.sessions.begin() as session:
        return await make_community(session)


async def bind(bot: World, community: Community, address: Address) -> int:
    async with bot.sessions.begin() as session:
        return (await make_bound_group(session, address, community)).id


async def bound(bot: World, group_id: int) -> tuple[Address, str]:
    """Tell where a working group is written to, and whether it can be."""
    async with bot.sessions() as session:
        group = await session.get_one(WorkingGroup, group_id)
        return groups.address_of(session, group), group.chat_state


def open_group(bot: World, owner: Person, *, forum: bool = False) -> Group:
    group = bot.telegram.group("Група", [owner], forum=forum)
    group.add_bot(by=owner)
    bot.telegram.updates.clear()
    return group


def said(group: Group) -> list[str]:
    return [message.text for message in group.sees() if message.from_bot]


async def test_a_message_follows_its_group(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena)
    await bind(bot, community, Address(group.id))
    new = group.migrate()
    bot.telegram.updates.clear()
    await post.owe(group.id, "a")
    await bot.settle()
    assert (said(new), await post.rows()) == (["a"], [])


async def test_all_that_waits_follows_in_order(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena)
    await bind(bot, community, Address(group.id))
    new = group.migrate()
    bot.telegram.updates.clear()
    for text in ("a", "b", "c"):
        await post.owe(group.id, text)
    await bot.settle()
    refused = [c for c in bot.telegram.calls_of("sendMessage") if not c.accepted]
    assert (said(new), len(refused)) == (["a", "b", "c"], 1)


async def test_the_working_group_is_bound_to_the_new_chat(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena)
    number = await bind(bot, community, Address(group.id))
    new = group.migrate()
    bot.telegram.updates.clear()
    await post.owe(group.id, "a")
    await bot.settle()
    assert await bound(bot, number) == (Address(new.id), "bound")


async def test_without_its_topic_it_comes_to_the_general_one(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena, forum=True)
    thread = group.topic("Дайджести")
    number = await bind(bot, community, Address(group.id, thread))
    group.delete_topic(thread)
    await post.owe(group.id, "a", thread=thread)
    await bot.settle()
    assert [(m.text, m.thread) for m in group.sees()[-1:]] == [("a", None)]
    assert await bound(bot, number) == (Address(group.id), "bound")


async def test_a_closed_topic_is_as_good_as_gone(
    bot: World, olena: Person, post: Post
) -> None:
    group = open_group(bot, olena, forum=True)
    thread = group.topic("Дайджести")
    group.close_topic(thread)
    await post.owe(group.id, "a", thread=thread)
    await bot.settle()
    assert said(group) == ["a"]


async def test_a_closed_general_topic_puts_the_group_out_of_reach(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena, forum=True)
    number = await bind(bot, community, Address(group.id))
    bot.telegram.faults.add(Fault("400", ("sendMessage",), detail="TOPIC_CLOSED"))
    await post.owe(group.id, "a")
    await bot.settle()
    assert (await bound(bot, number), await post.states()) == (
        (Address(group.id), "unreachable"),
        ["cancelled"],
    )


@pytest.mark.parametrize("trouble", ["kick_bot", "mute_bot"])
async def test_a_group_that_does_not_let_the_bot_write_is_out_of_reach(
    bot: World, olena: Person, post: Post, community: Community, *, trouble: str
) -> None:
    group = open_group(bot, olena)
    number = await bind(bot, community, Address(group.id))
    getattr(group, trouble)()
    bot.telegram.updates.clear()
    for text in ("a", "b"):
        await post.owe(group.id, text)
    await bot.settle()
    calls = len(bot.telegram.calls_of("sendMessage"))
    _address, state = await bound(bot, number)
    assert (calls, state) == (1, "unreachable")


async def test_a_group_that_lets_the_bot_write_again_is_written_to(
    bot: World, olena: Person, post: Post, community: Community
) -> None:
    group = open_group(bot, olena)
    await bind(bot, community, Address(group.id))
    group.mute_bot()
    await post.owe(group.id, "a")
    await bot.settle()
    group.demote_bot()
    await bot.settle()
    await post.owe(group.id, "b")
    await bot.settle()
    assert said(group) == ["b"]


async def test_what_is_sent_elsewhere_still_knows_what_to_say_when_late(
    session: AsyncSession,
) -> None:
    since = datetime(2100, 1, 1, tzinfo=UTC)
    late = digest_late.words(1, since, "Europe/Kyiv", {"text": "late"})
    owed = {"text": "a"} | late
    chat = Address(-100_500, 42)
    await letters.owe(session, chat, owed, message_class=MessageClass.BROADCAST)
    stored = (await session.scalars(select(Outbox))).one()
    claimed = row.opened(session, stored)
    await digest_late.tell(session, [claimed.payload])
    await moves.to_general_topic(session, claimed)
    await session.refresh(stored)
    assert row.opened(session, stored).payload == owed
