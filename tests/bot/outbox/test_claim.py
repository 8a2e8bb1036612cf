"""Which messages may leave now, and that each leaves once."""

import asyncio

import sqlalchemy
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions, now
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.outbox import claim
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import notices, post
from tests.bot.outbox.conftest import FEATURES, Post, heard
from tests.conftest import Clock
from tests.factories import make_community, make_submission
from tests.world import World

PAYLOAD = {"text": "a"}


async def owe(session: AsyncSession, chat_id: int = 7) -> int:
    row = await post.owe(
        session, Address(chat_id), PAYLOAD, message_class=MessageClass.NOTICE
    )
    assert row is not None
    return row


async def test_what_was_claimed_cannot_be_claimed_again(session: AsyncSession) -> None:
    row = await owe(session)
    first = await claim.take(session, [row], replica=1)
    assert (first, await claim.take(session, [row], replica=2)) == ({row}, set())


async def test_chats_that_rest_hold_nobody_up(session: AsyncSession) -> None:
    resting, other = await owe(session, -7), await owe(session, 8)
    [first] = await claim.due(session, 1)
    [due] = await claim.due(session, 1, [first.chat_key])
    assert (first.id, due.id) == (resting, other)


async def test_two_drains_at_once_send_a_message_once(
    committed: Sessions, telegram: Telegram
) -> None:
    person = telegram.person("Olena")
    person.says("hello")
    telegram.updates.clear()
    bots = [World(committed, telegram, FEATURES, replica_id=n) for n in (1, 2)]
    async with committed.begin() as session:
        await owe(session, person.id)
    await asyncio.gather(*(bot._send() for bot in bots))
    assert heard(person) == ["a"]


async def test_the_same_key_is_owed_once(bot: World, olena: Person, post: Post) -> None:
    for text in ("a", "b"):
        await post.owe(olena.id, text, key="digest:1:2026-11-20")
    await bot.settle()
    assert heard(olena) == ["a"]


async def test_what_came_too_late_is_not_sent(
    bot: World, olena: Person, clock: Clock
) -> None:
    async with bot.sessions.begin() as session:
        community = await make_community(session)
        submission = await make_submission(
            session, community=community, address=Address(olena.id)
        )
        await notices.write(
            session,
            "news",
            subject=1,
            recipient=Recipient.AUTHOR,
            recipient_id=submission.id,
            expires_at=await now(session),
        )
    await clock.forward("1 second")
    await bot.settle()
    row = await Post(bot.sessions).row()
    assert (heard(olena), row.state, row.error) == ([], "cancelled", "expired")
    assert (row.payload, row.destination) == (None, None)


async def test_what_is_too_late_holds_nobody_up(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage")
    await post.owe(olena.id, "a")
    await bot.settle()
    async with bot.sessions.begin() as session:
        [row] = await post.rows()
        row.expires_at = await now(session)
        await session.merge(row)
    await post.owe(olena.id, "b")
    await clock.forward("1 second")
    await bot.settle()
    assert heard(olena) == ["b"]


async def test_no_plan_is_kept_from_when_there_was_nothing_to_send(
    session: AsyncSession,
) -> None:
    """Such a one compares every row with every other: minutes for a crowd."""
    for _look in range(8):
        await claim.due(session, 16)
    kept = sqlalchemy.text("""
        select sum(generic_plans) from pg_prepared_statements
        where statement like cast(:part as text)
    """)
    part = {"part": "%from outbox o%limit%"}
    assert await session.scalar(kept, part) == 0
