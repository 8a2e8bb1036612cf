"""A sender that is asked to stop finishes what it has claimed, and claims no more."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.models.outbox import MessageClass
from bot.outbox import claim
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import post
from tests.world import World


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    bot = World(sessions, telegram, [])
    await bot.start()
    return bot


@pytest.fixture
def olena(bot: World) -> Person:
    olena = bot.telegram.person("Olena")
    olena.chat.started = True
    return olena


async def owe(bot: World, person: Person) -> None:
    async with bot.sessions.begin() as session:
        await post.owe(
            session,
            Address(person.id),
            {"text": "news"},
            message_class=MessageClass.NOTICE,
        )


async def test_a_claim_that_has_begun_is_carried_out_before_the_end(
    bot: World, olena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    drain, begun, take = bot.parts.drain, asyncio.Event(), claim.take

    async def slowly(
        session: AsyncSession, ids: Sequence[int], replica: int
    ) -> set[int]:
        begun.set()
        await asyncio.sleep(0.05)
        return await take(session, ids, replica)

    monkeypatch.setattr(claim, "take", slowly)
    await owe(bot, olena)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(drain.run(cold=False))
        await begun.wait()
        await drain.stop()
        running.cancel()
    assert [message.text for message in olena.sees()] == ["news"]


async def test_nothing_is_claimed_after_the_end(bot: World, olena: Person) -> None:
    await bot.parts.drain.stop()
    await owe(bot, olena)
    await bot.parts.drain.run(cold=False)
    assert olena.sees() == []
