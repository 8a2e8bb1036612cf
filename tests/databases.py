"""Databases of their own on the cluster of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
)
from sqlalchemy.util import await_only

from bot import db, schema
from bot.crypto import Vault
from bot.db import Sessions
from bot.direct import Driver

# What a database of an hour need not do: wait for the disk, look after itself, compile,
# plan a statement at each of its first five calls.
_HASTE: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
}
# What the bot sets for a transaction would last to the end of a test.
_LOCAL: Final = "reset plan_cache_mode; reset enable_bitmapscan"
_STATEMENTS: Final = 2000
FIRST: Final = "8e85a4752d08"  # of all migrations
CHARACTERS_C: Final = {
    "template": "template0",
    "options": "lc_ctype 'C' lc_collate 'C'",
}
# By night authors hear nothing.
MORNING: Final = text("""
    update clock set ahead = (date_trunc('day', now() at time zone 'Europe/Kyiv')
        + interval '9 hours') at time zone 'Europe/Kyiv' - now()
""")


async def hurry(server: str) -> None:
    """Let a cluster that nobody will miss do without what keeps data safe."""
    administrator = db.connect_alone(server)
    for setting, value in _HASTE.items():
        await _run(administrator, f"alter system set {setting} = {value}")
    await _run(administrator, "select pg_reload_conf()")
    await administrator.dispose()


def connect(url: str) -> AsyncEngine:
    """Connect as the bot does, keeping all statements prepared.

    What the bot commits is a savepoint in a test, so of these there are thousands:
    the driver sets them in one exchange each, where SQLAlchemy needs two.
    """
    engine = db.connect(url)
    vars(engine.dialect).update(_SAVEPOINTS)

    @event.listens_for(engine.sync_engine, "do_connect")
    def _(_: object, __: object, ___: object, options: dict[str, object]) -> None:
        options["prepared_statement_cache_size"] = _STATEMENTS

    return engine


@asynccontextmanager
async def made(
    server: str, name: str, *, template: str = "template1", options: str = ""
) -> AsyncIterator[str]:
    """Create a database, give its address, and drop it."""
    administrator = db.connect_alone(server)
    await _run(administrator, f"drop database if exists {name} with (force)")
    await _run(administrator, f"create database {name} template {template} {options}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        await _run(administrator, f"drop database {name} with (force)")
        await administrator.dispose()


@asynccontextmanager
async def of_first_tables(
    server: str, name: str, revision: str, **options: str
) -> AsyncIterator[str]:
    """A database that only the first migration made, and that names a revision."""
    async with made(server, name, **options) as url:
        engine = db.connect(url)
        await schema.migrate(engine, FIRST)
        async with engine.begin() as connection:
            await connection.execute(
                text("update alembic_version set version_num = :revision"),
                {"revision": revision},
            )
        await engine.dispose()
        yield url


def joined(connection: AsyncConnection, vault: Vault) -> Sessions:
    """Make sessions that live in a connection's transaction, to be rolled back."""
    return async_sessionmaker(
        connection,
        expire_on_commit=False,
        join_transaction_mode="create_savepoint",
        info={"vault": vault},
    )


def bare(sessions: Sessions) -> Sessions:
    """Let sessions in a connection's transaction go without a savepoint of their own.

    Should one fail, so does the whole test.
    """
    return async_sessionmaker(
        **sessions.kw | {"join_transaction_mode": "rollback_only"}
    )


async def driver(session: AsyncSession) -> Driver:
    """Return the driver's own connection of a session, in its transaction."""
    connection = await session.connection()
    await session.execute(text("select 1"))  # only a statement begins it
    pooled = await connection.get_raw_connection()
    return pooled.driver_connection  # type: ignore[return-value]


def _set(connection: Connection, name: str) -> None:
    _tell(connection, f"savepoint {name}")


def _roll_back(connection: Connection, name: str) -> None:
    _tell(connection, f"rollback to savepoint {name}; release savepoint {name}")


def _release(connection: Connection, name: str) -> None:
    _tell(connection, f"release savepoint {name}; {_LOCAL}")


_SAVEPOINTS: Final = {
    "do_savepoint": _set,
    "do_rollback_to_savepoint": _roll_back,
    "do_release_savepoint": _release,
}


def _tell(connection: Connection, statement: str) -> None:
    adapted = connection.connection.dbapi_connection
    assert isinstance(adapted, AsyncAdapt_asyncpg_connection)
    await_only(_told(adapted, statement))


async def _told(adapted: AsyncAdapt_asyncpg_connection, statement: str) -> None:
    driver: Any = adapted._connection
    async with adapted._execute_mutex:
        if adapted._transaction is None:
            await adapted._start_transaction()  # type: ignore[no-untyped-call]
        await driver.execute(statement)


async def _run(engine: AsyncEngine, statement: str) -> None:
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(statement))
