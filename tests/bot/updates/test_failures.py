"""What fails is tried again, then set aside; faults of others do not count."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot import db
from bot.address import Address
from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.models import Counter, Gate, Inbox
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import counters
from bot.services.upkeep import dead_letters
from bot.updates import failures, lanes, turn, who
from tests.bot.updates.conftest import FEATURE
from tests.conftest import Clock
from tests.world import World


async def newest(session: AsyncSession) -> Inbox:
    ordered = select(Inbox).order_by(Inbox.update_id.desc()).limit(1)
    return (
        await session.scalars(ordered.execution_options(populate_existing=True))
    ).one()


async def count_of(session: AsyncSession, name: str) -> int:
    return await session.scalar(select(Counter.n).where(Counter.name == name)) or 0


def heard(someone: Person) -> list[str]:
    return [message.text for message in someone.sees() if message.from_bot]


async def fail_often(bot: World, clock: Clock, times: int) -> None:
    """Carry out what waits, again and again, after its pause."""
    for n in range(times):
        await bot.settle()
        await clock.forward(f"{min(3**n, 30)} seconds")


async def test_a_failure_leaves_nothing_of_its_handler(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    olena.says("/fail")
    await bot.settle()
    assert (await count_of(session, "effect"), heard(olena)) == (0, [])


async def test_a_failure_is_counted_and_named(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    olena.says("/fail")
    await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts, row.error) == ("new", 1, "ZeroDivisionError")


async def test_it_is_tried_again_after_its_pause_only(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    await bot.settle()
    await bot.settle()
    before = (await newest(session)).attempts
    await clock.forward("1 second")
    await bot.settle()
    assert (before, (await newest(session)).attempts) == (1, 2)


async def test_its_pauses_grow(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    pauses = []
    for _ in range(4):
        await bot.settle()
        row = await newest(session)
        left = row.not_before and row.not_before - await db.now(session)
        pauses.append(left.total_seconds() if left else 0)
        await clock.forward(f"{pauses[-1]} seconds")
    assert pauses == [1, 3, 9, 27]


async def test_after_five_attempts_it_is_set_aside_with_its_payload(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    await fail_often(bot, clock, 6)
    row = await newest(session)
    assert (row.state, row.attempts, row.payload is None) == ("dead", 5, False)


async def test_after_two_minutes_it_is_set_aside_too(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    await bot.settle()
    await clock.forward("2 minutes")
    await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts) == ("dead", 2)


async def test_no_attempt_is_planned_that_might_end_after_two_minutes(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    await bot.settle()
    await clock.forward("98 seconds")  # 3 to wait and 20 to think are too many
    await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts) == ("dead", 2)


@pytest.mark.parametrize(
    ("language", "words"), [("uk", "У нас стався збій"), ("en", "Something went wrong")]
)
async def test_the_person_hears_an_apology_with_the_reference(
    bot: World, olena: Person, clock: Clock, *, language: str, words: str
) -> None:
    olena.says(f"/agree {language}")
    olena.says("/fail")
    await fail_often(bot, clock, 5)
    async with bot.sessions() as session:
        reference = (await newest(session)).reference
    [said] = heard(olena)
    assert (said.startswith(words), said.endswith(str(reference))) == (True, True)


async def test_nobody_apologizes_to_a_whole_group(
    bot: World, olena: Person, clock: Clock
) -> None:
    group = bot.telegram.group("Група", [olena])
    group.add_bot(by=olena)
    olena.says("/fail", chat=group)
    await fail_often(bot, clock, 5)
    assert not any(message.from_bot for message in group.sees())


async def test_the_lane_waits_behind_its_head(
    bot: World, olena: Person, clock: Clock
) -> None:
    olena.says("/fail")
    olena.says("/hello")
    await fail_often(bot, clock, 4)
    assert heard(olena) == []


async def test_the_lane_goes_on_when_its_head_is_set_aside(
    bot: World, olena: Person, clock: Clock
) -> None:
    olena.says("/fail")
    olena.says("/hello")
    await fail_often(bot, clock, 6)
    assert heard(olena)[1:] == ["one", "two"]


async def test_other_lanes_do_not_wait(bot: World, olena: Person) -> None:
    olena.says("/fail")
    petro = bot.telegram.person("Petro")
    petro.says("/hello")
    await bot.settle()
    assert heard(petro) == ["one", "two"]


async def test_an_operator_can_have_it_tried_again(
    bot: World, olena: Person, session: AsyncSession, clock: Clock
) -> None:
    olena.says("/fail")
    await fail_often(bot, clock, 5)
    [letter] = await dead_letters.find_all(session)
    await dead_letters.retry(session, letter.reference)
    await session.commit()
    await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts) == ("new", 1)


@pytest.mark.parametrize("state", ["40001", "40P01", "53300", "55P03", "57P01"])
async def test_a_passing_fault_of_the_database_does_not_count(
    bot: World, olena: Person, session: AsyncSession, state: str
) -> None:
    olena.says(f"/raise {state}")
    with pytest.raises(DBAPIError):
        await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts) == ("new", 0)


@pytest.mark.parametrize("state", ["23505", "22001", "57014"])
async def test_what_the_database_would_refuse_again_counts(
    bot: World, olena: Person, session: AsyncSession, state: str
) -> None:
    olena.says(f"/raise {state}")
    await bot.settle()
    assert (await newest(session)).attempts == 1


async def think(_update: Update, context: Context) -> None:
    await asyncio.sleep(float(context.arguments[0]))


async def query(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")
    await context.session.execute(text(f"select pg_sleep({context.arguments[0]})"))


async def hang_up(_update: Update, context: Context) -> None:
    await context.session.execute(text("select pg_terminate_backend(pg_backend_pid())"))


SLOW = Feature(
    name="slow.1", commands={"think": think, "query": query, "hangup": hang_up}
)


@pytest.fixture
async def real(committed: Sessions, telegram: Telegram) -> AsyncIterator[World]:
    """A bot on connections of its own."""
    bot = World(committed, telegram, [FEATURE, SLOW])
    await bot.start()
    yield bot
    await bot.close()


@pytest.mark.parametrize("command", ["/think 5", "/query 5"])
async def test_a_handler_that_takes_too_long_counts(
    real: World, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(turn, "HANDLER_SECONDS", 0.1)
    real.telegram.person("Olena").says(command)
    await real.settle()
    async with real.sessions() as session:
        row = await newest(session)
        done = await count_of(session, "effect")
    assert (row.attempts, row.error, done) == (1, "TimeoutError", 0)


async def test_a_lost_connection_does_not_count(real: World) -> None:
    real.telegram.person("Olena").says("/hangup")
    with pytest.raises(DBAPIError):
        await real.settle()
    async with real.sessions() as session:
        row = await newest(session)
        assert (row.state, row.attempts) == ("new", 0)
        assert await lanes.waiting(session) == [row.lane]


async def test_who_cannot_be_found_does_not_keep_an_update_for_ever(
    bot: World, session: AsyncSession, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(who, "find", raise_lookup_error)
    bot.telegram.person("Olena").says("/hello")
    await fail_often(bot, clock, failures.ATTEMPTS)
    assert (await newest(session)).state == "dead"


async def test_a_refusal_that_cannot_be_told_is_a_failure(
    bot: World, olena: Person, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "_say", raise_lookup_error)
    olena.says("/refuse")
    await bot.settle()
    row = await newest(session)
    assert (row.state, row.attempts, row.error) == ("new", 1, "LookupError")


def raise_lookup_error(*_: object, **__: object) -> None:
    raise LookupError


async def test_a_refused_message_opens_its_chat_all_the_same(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    key = Address(olena.id).key(db.vault(session))
    await session.execute(insert(Gate).values(chat_key=key, reason="blocked"))
    await session.commit()
    olena.says("/refuse")
    await bot.settle()
    assert (await session.scalars(select(Gate))).all() == []
