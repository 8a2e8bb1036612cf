"""The database: its guards, its clock, and what errors may tell."""

import pytest
from sqlalchemy import insert, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from bot import db
from bot.crypto import Vault
from bot.models import Counter
from tests.conftest import Clock

CANARY = "Олена Канарейчук"


@pytest.mark.parametrize(("guard", "value"), db.GUARDS.items())
async def test_every_connection_has_its_guards(
    session: AsyncSession, guard: str, value: str
) -> None:
    assert await session.scalar(text(f"show {guard}")) == value


async def test_an_error_shows_no_parameters(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with pytest.raises(DBAPIError) as caught:
            await connection.execute(
                text("select cast(:name as text), 1 / 0"), {"name": CANARY}
            )
    assert CANARY not in str(caught.value)


async def test_an_address_may_bear_the_ssl_mode_of_other_clients(
    database_url: str,
) -> None:
    url = make_url(database_url).update_query_dict({"sslmode": "disable"})
    engine = db.connect(url.render_as_string(hide_password=False))
    async with engine.connect() as connection:
        assert await connection.scalar(text("select 1")) == 1
    await engine.dispose()


async def test_a_lone_statement_is_committed_by_itself(committed: db.Sessions) -> None:
    async with db.make_lone(committed)() as lone, committed() as other:
        await lone.execute(insert(Counter).values(name="a", n=1))
        assert await other.scalar(select(Counter.n).where(Counter.name == "a")) == 1


async def test_a_lone_connection_goes_back_as_it_came(
    database_url: str, vault: Vault
) -> None:
    engine = db.connect(database_url, pool_size=1)
    sessions = db.make_sessions(engine, vault)
    async with db.make_lone(sessions).begin() as lone:
        await lone.execute(text("select 1"))
    async with sessions.begin() as session:
        await session.execute(text("set local lock_timeout = '7s'"))
        assert await session.scalar(text("show lock_timeout")) == "7s"
    await engine.dispose()


async def test_the_clock_tells_the_time(session: AsyncSession) -> None:
    assert await db.now(session) == await session.scalar(text("select now()"))


async def test_the_clock_goes_ahead_when_told(
    session: AsyncSession, clock: Clock
) -> None:
    before = await db.now(session)
    await clock.forward("3 days")
    assert (await db.now(session) - before).days == 3


async def test_the_clock_of_a_program_is_not_set(connection: AsyncConnection) -> None:
    ahead = await connection.scalar(text("select extract(epoch from ahead) from clock"))
    assert ahead == 0


async def test_a_session_knows_its_keys(session: AsyncSession, vault: Vault) -> None:
    assert db.vault(session) is vault


async def test_a_relaxed_transaction_does_not_wait_for_the_disk(
    engine: AsyncEngine, vault: Vault
) -> None:
    async with db.relaxed(db.make_sessions(engine, vault)) as session:
        assert await session.scalar(text("show synchronous_commit")) == "off"


async def test_the_next_transaction_waits_for_the_disk_again(
    engine: AsyncEngine, vault: Vault
) -> None:
    sessions = db.make_sessions(engine, vault)
    async with db.relaxed(sessions):
        pass
    async with sessions() as session:
        assert await session.scalar(text("show synchronous_commit")) == "on"
