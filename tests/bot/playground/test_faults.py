import time

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.playground.faults import Fault, Faults, Kind
from bot.playground.person import Person
from bot.playground.telegram import Telegram

ERRORS: dict[Kind, type[TelegramError]] = {
    "400": BadRequest,
    "401": InvalidToken,
    "403": Forbidden,
    "404": InvalidToken,
    "409": Conflict,
    "429": RetryAfter,
    "500": NetworkError,
    "502": NetworkError,
    "garbage": TelegramError,
    "timeout": TimedOut,
    "reset": NetworkError,
}


@pytest.fixture(autouse=True)
def modern_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.mark.parametrize("kind", ERRORS)
async def test_a_fault_before_acceptance_leaves_no_message(
    bot: Bot, telegram: Telegram, olena: Person, kind: Kind
) -> None:
    telegram.faults.next(kind, "sendMessage")
    with pytest.raises(ERRORS[kind]):
        await bot.send_message(olena.id, "a")
    assert not any(message.from_bot for message in olena.sees())
    assert (telegram.calls[-1].accepted, telegram.calls[-1].outcome) == (False, kind)


@pytest.mark.parametrize("kind", ERRORS)
async def test_a_fault_after_acceptance_leaves_the_message(
    bot: Bot, telegram: Telegram, olena: Person, kind: Kind
) -> None:
    telegram.faults.next(kind, "sendMessage", after=True)
    with pytest.raises(ERRORS[kind]):
        await bot.send_message(olena.id, "a")
    assert olena.sees()[-1].text == "a"
    last = telegram.journal[-1]
    assert (last["accepted"], last["outcome"]) == (True, f"{kind}_after")
    assert last["message_id"] == olena.sees()[-1].message_id


async def test_the_next_calls_only_are_spoilt(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    telegram.faults.next("500", "sendMessage", times=2)
    await bot.get_me()
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(olena.id, "a")
    await bot.send_message(olena.id, "a")


async def test_a_fault_may_concern_one_chat(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    taras = telegram.person("Taras")
    taras.starts()
    telegram.faults.add(Fault("403", chat_id=taras.id))
    await bot.send_message(olena.id, "a")
    with pytest.raises(Forbidden):
        await bot.send_message(taras.id, "a")


async def test_waiting_is_asked_for_as_told(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    telegram.faults.add(Fault("429", retry_after=35, times=1))
    with pytest.raises(RetryAfter):
        await bot.send_message(olena.id, "a")
    assert telegram.journal[-1]["retry_after"] == 35


async def test_a_slow_answer_is_an_answer(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    telegram.faults.add(Fault("slow", seconds=0.05, times=1))
    start = time.monotonic()
    await bot.send_message(olena.id, "a")
    assert time.monotonic() - start >= 0.05


async def test_faults_can_be_switched_off(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    telegram.faults.sometimes("500", 1.0)
    telegram.faults.clear()
    await bot.send_message(olena.id, "a")


def strikes(seed: int) -> list[bool]:
    faults = Faults(seed)
    faults.sometimes("500", 0.3)
    return [faults.draw("sendMessage", 1) is not None for _ in range(1000)]


def test_chance_repeats_with_its_seed() -> None:
    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 250 < sum(strikes(1)) < 350
