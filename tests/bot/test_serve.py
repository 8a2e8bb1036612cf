"""How a replica begins: Telegram may be away, or ask to wait."""

import time

import pytest
from telegram import Bot

from bot import serve
from bot.dispatch import Dispatch
from bot.errors import StartError
from bot.playground.faults import Fault
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest


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
