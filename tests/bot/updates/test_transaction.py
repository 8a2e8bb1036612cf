"""The transaction of an update, on a connection that is kept for the next."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, text

from bot.db import Sessions
from bot.models import Counter
from bot.services.letters import counters
from bot.updates.transaction import Transactions, Work

_PID = text("select pg_backend_pid()")
_KILL = text("select pg_terminate_backend(:pid)")


@pytest.fixture
async def transactions(committed: Sessions) -> AsyncIterator[Transactions]:
    transactions = Transactions(committed)
    yield transactions
    await transactions.aclose()


async def pid(work: Work) -> int:
    number: int = (await work.session.execute(_PID)).scalar_one()
    return number


async def counted(sessions: Sessions) -> list[str]:
    async with sessions() as session:
        return list(await session.scalars(select(Counter.name)))


async def test_the_next_update_is_served_on_the_same_connection(
    transactions: Transactions,
) -> None:
    async with transactions.begin() as one:
        first = await pid(one)
    async with transactions.begin() as two:
        assert await pid(two) == first


async def test_updates_at_the_same_time_have_connections_of_their_own(
    transactions: Transactions,
) -> None:
    async with transactions.begin() as one, transactions.begin() as two:
        assert await pid(one) != await pid(two)


async def test_nothing_of_an_update_is_left_to_the_next(
    transactions: Transactions, committed: Sessions
) -> None:
    async with transactions.begin() as work:
        await counters.count(work.session, "a")
        row = (await work.session.scalars(select(Counter))).one()
        work.session.info["memo"] = 1
    async with transactions.begin() as work:
        assert row not in work.session
        assert "memo" not in work.session.info
    assert await counted(committed) == ["a"]


async def test_what_failed_leaves_nothing(
    transactions: Transactions, committed: Sessions
) -> None:
    async def fail() -> None:
        async with transactions.begin() as work:
            await counters.count(work.session, "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with transactions.begin() as work:
        await counters.count(work.session, "b")
    assert await counted(committed) == ["b"]


async def test_a_connection_that_was_cut_off_is_replaced(
    transactions: Transactions, committed: Sessions
) -> None:
    async with transactions.begin() as work:
        first = await pid(work)
    async with committed() as session:
        await session.execute(_KILL, {"pid": first})
    await asyncio.sleep(0.05)  # the driver hears of it
    async with transactions.begin() as work:
        assert await pid(work) != first


async def test_what_was_interrupted_gives_its_connection_up(
    transactions: Transactions, committed: Sessions
) -> None:
    async def forever() -> None:
        async with transactions.begin() as work:
            await counters.count(work.session, "a")
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(forever(), 0.1)
    async with transactions.begin() as work:
        await counters.count(work.session, "b")
    assert await counted(committed) == ["b"]
