"""Faults on the way: kept and tried again, in doubt, given up after a day."""

import time

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.models import Counter
from bot.models.outbox import MessageClass
from bot.outbox import claim
from bot.outbox.pace import Flight, Pace
from bot.playground.faults import Kind
from bot.playground.person import Person
from tests.bot.outbox.conftest import Post, heard
from tests.conftest import Clock
from tests.world import World


@pytest.mark.parametrize("kind", ["500", "reset", "timeout", "502", "garbage"])
async def test_after_a_fault_it_is_kept_and_sent_later(
    bot: World, olena: Person, post: Post, *, clock: Clock, kind: Kind
) -> None:
    bot.telegram.faults.next(kind, "sendMessage")
    await post.owe(olena.id, "a")
    await bot.settle()
    waits = await post.states()
    await clock.forward("1 second")
    await bot.settle()
    assert (waits, heard(olena)) == (["pending"], ["a"])


async def test_the_pauses_grow_up_to_five_minutes(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage", times=99)
    await post.owe(olena.id, "a")
    pauses = []
    for _ in range(11):
        await bot.settle()
        row = await post.row()
        moment = await _now(bot)
        pauses.append(row.not_before.timestamp() - moment if row.not_before else 0)
        await clock.forward(f"{pauses[-1]} seconds")
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def _now(bot: World) -> float:
    async with bot.sessions() as session:
        return (await db.now(session)).timestamp()


async def test_after_a_day_it_is_given_up_and_its_words_are_erased(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage", times=99)
    await post.owe(olena.id, "a")
    await bot.settle()
    await clock.forward("25 hours")
    await bot.settle()
    row = await post.row()
    assert (row.state, row.error) == ("dead", "500")
    assert (row.payload, row.destination) == (None, None)


async def test_a_fault_between_a_place_and_its_claim_costs_no_place(
    bot: World, olena: Person, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    pace = Pace(time.monotonic() - 10, cold=False)
    pace._flight = Flight(2)
    await post.owe(olena.id, "a", message_class=MessageClass.NOTICE)
    with monkeypatch.context() as fault:
        fault.setattr(claim, "take", full_disk)
        for _ in range(2):
            with pytest.raises(OSError, match="No space"):
                await bot.parts.drain.once(pace)
    await bot.parts.drain.once(pace)
    assert heard(olena) == ["a"]


async def full_disk(*_: object) -> None:
    raise OSError("No space left on device")


async def test_a_question_that_is_given_up_is_answered_with_an_error(
    bot: World, olena: Person, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "getChat", times=99)
    olena.says("/ask")
    await bot.settle()
    await clock.forward("25 hours")
    await bot.settle()
    assert heard(olena) == ["heard ['asked', 'error', 'result_of'] 500"]


@pytest.mark.parametrize("name", ["ANSWER", "ALERT", "NOTICE"])
async def test_when_in_doubt_it_is_sent_again(
    bot: World, olena: Person, post: Post, *, clock: Clock, name: str
) -> None:
    bot.telegram.faults.next("timeout", "sendMessage", after=True)
    await post.owe(olena.id, "a", message_class=MessageClass[name])
    await bot.settle()
    await clock.forward("1 second")
    await bot.settle()
    assert (heard(olena), await post.rows()) == (["a", "a"], [])


async def test_every_doubt_is_counted(
    bot: World, olena: Person, post: Post, session: AsyncSession
) -> None:
    bot.telegram.faults.next("timeout", "sendMessage", after=True)
    await post.owe(olena.id, "a")
    await bot.settle()
    assert (await session.get_one(Counter, "doubt.notice")).n == 1


async def test_a_digest_in_doubt_is_unknown_and_never_sent_again_by_itself(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("timeout", "sendMessage", after=True)
    await post.owe(olena.id, "a", message_class=MessageClass.BROADCAST)
    await bot.settle()
    await clock.forward("2 days")
    await bot.parts.drain.sweep()
    await bot.settle()
    assert (heard(olena), await post.states()) == (["a"], ["unknown"])


async def test_a_digest_in_doubt_keeps_its_words_for_the_operator(
    bot: World, olena: Person, post: Post
) -> None:
    bot.telegram.faults.next("timeout", "sendMessage")
    await post.owe(olena.id, "a", message_class=MessageClass.BROADCAST)
    await bot.settle()
    row = await post.row()
    assert None not in (row.payload, row.destination)


async def test_a_digest_that_surely_did_not_leave_is_sent_later(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage")
    await post.owe(olena.id, "a", message_class=MessageClass.BROADCAST)
    await bot.settle()
    await clock.forward("1 second")
    await bot.settle()
    assert heard(olena) == ["a"]
