"""A database of its own, for what must really be committed; and what is asked."""

from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import db, schema
from bot.crypto import Vault
from bot.db import Sessions
from tests.world import close_all

_EMPTY: Final = text("truncate inbox, outbox, gate, replica, counter, person cascade")
Statement = tuple[str, Any]


@pytest.fixture
async def heard(connection: AsyncConnection) -> AsyncIterator[list[Statement]]:
    """Write down what is asked of the database."""
    statements: list[Statement] = []

    def hear(_connection: object, _cursor: object, *said: Any) -> None:
        statements.append((said[0], said[1]))

    event.listen(connection.sync_connection, "before_cursor_execute", hear)
    yield statements
    event.remove(connection.sync_connection, "before_cursor_execute", hear)


@pytest.fixture(scope="session")
async def apart_url(database_url: str, engine: AsyncEngine) -> str:
    """Make a database beside the one whose tests are rolled back."""
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text("create database apart"))
    url = make_url(database_url).set(database="apart")
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
async def apart_engine(apart_url: str) -> AsyncIterator[AsyncEngine]:
    engine = db.connect(apart_url)
    await schema.migrate(engine)
    yield engine
    await engine.dispose()


@pytest.fixture
async def committed(apart_engine: AsyncEngine, vault: Vault) -> AsyncIterator[Sessions]:
    """Sessions with connections of their own, emptied afterwards."""
    yield db.make_sessions(apart_engine, vault)
    await close_all()
    async with apart_engine.begin() as connection:
        await connection.execute(_EMPTY)
