"""How a replica begins, with Telegram away or asking to wait, and how it ends."""

import time

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from telegram import Bot

from bot import replica, serve
from bot.crypto import make_secret
from bot.db import Sessions
from bot.dispatch import Dispatch
from bot.errors import StartError
from bot.models import Replica
from bot.playground.faults import Fault
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest
from bot.settings import load
from tests.world import TOKEN, World


async def introduce(telegram: Telegram) -> None:
    request = InProcessRequest(telegram)
    bot = Bot(telegram.token, request=request, get_updates_request=request)
    await serve._introduce(Dispatch([], frozenset()).build(bot))


@pytest.mark.filterwarnings("ignore:.*retry_after.*timedelta")
async def test_a_replica_waits_as_long_as_telegram_asks(telegram: Telegram) -> None:
    telegram.faults.add(Fault("429", ("getMe",), times=1, retry_after=1))
    began = time.monotonic()
    await introduce(telegram)
    assert time.monotonic() - began >= 1


async def test_an_unreadable_answer_is_asked_for_again(telegram: Telegram) -> None:
    telegram.faults.next("garbage", "getMe")
    await introduce(telegram)
    assert len(telegram.calls_of("getMe")) == 2


async def test_a_refused_token_ends_the_start(telegram: Telegram) -> None:
    telegram.faults.next("401", "getMe")
    with pytest.raises(StartError):
        await introduce(telegram)


async def test_a_replica_that_winds_down_leaves_the_register_first(
    sessions: Sessions, telegram: Telegram, session: AsyncSession
) -> None:
    own = await replica.register(sessions)
    bot = World(sessions, telegram, [], replica_id=own)
    settings = load(_env_file=None, bot_token=TOKEN, secret_key=make_secret())
    alone = create_async_engine("postgresql+asyncpg://")
    await serve.Serving(settings, alone, bot.parts).wind_down()
    assert (await session.scalars(select(Replica.id))).all() == []


async def test_a_database_that_restarts_at_the_start_is_tried_again(
    engine: AsyncEngine, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter([True, False])

    async def register(_: Sessions) -> int:
        if next(tries):
            raise OSError
        return 7

    monkeypatch.setattr(replica, "register", register)
    assert await serve._register(engine, sessions) == 7
