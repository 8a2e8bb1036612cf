from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from bot.playground.answers import JSON
from bot.playground.group import Group
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def sound(_faults: list[str]) -> Iterator[None]:
    """Here calls break the specification on purpose."""
    yield
    _faults.clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Telegram]:
    telegram = Telegram(now=clock)
    yield telegram
    await telegram.close()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    person = telegram.person("Olena", username="olena_k")
    person.starts()
    telegram.updates.clear()
    return person


@pytest.fixture
def group(telegram: Telegram, olena: Person) -> Group:
    group = telegram.group("Група", [olena])
    group.add_bot(by=olena)
    telegram.updates.clear()
    return group


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    request = InProcessRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        yield bot


async def ask(telegram: Telegram, method: str, **params: object) -> JSON:
    answer = await telegram.call(method, params)
    return answer.json


async def poll(telegram: Telegram, **params: object) -> list[JSON]:
    answer = await ask(telegram, "getUpdates", **params)
    return list(answer["result"])


def texts(updates: list[JSON]) -> list[str]:
    return [update["message"]["text"] for update in updates]
