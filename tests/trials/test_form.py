"""What the trials count on: one update, one effect, one answer that quotes it."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.crypto import Vault
from bot.db import Sessions
from bot.models import GroupCommunity, WorkingGroup
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.team import people
from handlers import FEATURES
from tests.factories import make_community
from tests.world import World
from trials import effects, form
from trials.proposers import Proposers
from trials.typists import Typists


@pytest.fixture
async def bot(
    sessions: Sessions, telegram: Telegram, connection: AsyncConnection
) -> World:
    await effects.prepare(connection)
    bot = World(sessions, telegram, [form.TRIAL, *FEATURES])
    await bot.start()
    return bot


@pytest.fixture
async def olena(bot: World, session: AsyncSession, vault: Vault) -> Person:
    phone = bot.telegram.person("Olena")
    row = await people.agree(session, vault.accounts(phone.id), language="en")
    community = await make_community(session)
    group = WorkingGroup(name_uk="Trial", name_en="Trial")
    session.add(group)
    await session.flush()  # the community needs its id
    session.add(GroupCommunity(group_id=group.id, community_code=community.code))
    await people.keep_community(session, row, community.code)
    await session.execute(
        text("insert into trial_person values (:person_id, :chat, 'q0')"),
        {"person_id": row.id, "chat": phone.id},
    )
    await session.commit()
    return phone


async def left(session: AsyncSession) -> Sequence[tuple[str, str]]:
    rows = await session.execute(
        text("select tag, step from trial_effect order by seq")
    )
    return [(tag, step) for tag, step in rows]


async def test_each_update_of_a_typist_leaves_an_effect_and_is_quoted(
    bot: World, session: AsyncSession, vault: Vault
) -> None:
    phone = bot.telegram.person("Typist")
    await people.agree(session, vault.accounts(phone.id), language="en")
    await session.commit()
    typists = Typists([phone], 15, seed=1)
    for _ in typists.say(15):
        await bot.settle()
    tags = [f"p0.{n}" for n in range(15)]
    assert await left(session) == [(tag, typists.steps[tag]) for tag in tags]
    answers = [each.text for each in phone.sees() if each.from_bot]
    assert all(f"{tag} " in answer for tag, answer in zip(tags, answers, strict=True))


async def test_each_update_of_a_proposer_leaves_an_effect(
    bot: World, session: AsyncSession, olena: Person
) -> None:
    proposers = Proposers([olena], 2, seed=1)
    async with proposers.at_work():
        while proposers.waiting:
            await bot.settle()
            await asyncio.sleep(0.01)
    wanted = proposers.steps
    assert await left(session) == list(wanted.items())
