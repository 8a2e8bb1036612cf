"""Databases of their own on the cluster of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, async_sessionmaker

from bot import db
from bot.crypto import Vault
from bot.db import Sessions


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


def joined(connection: AsyncConnection, vault: Vault) -> Sessions:
    """Make sessions that live in a connection's transaction, to be rolled back."""
    return async_sessionmaker(
        connection,
        expire_on_commit=False,
        join_transaction_mode="create_savepoint",
        info={"vault": vault},
    )


async def _run(engine: AsyncEngine, statement: str) -> None:
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(statement))
