"""Databases of their own on the cluster of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import db


@asynccontextmanager
async def made(
    server: str, name: str, *, template: str = "template1", options: str = ""
) -> AsyncIterator[str]:
    """Create a database, give its address, and drop it."""
    administrator = db.connect_alone(server)
    await _run(administrator, f"drop database if exists {name} with (force)")
    await _run(administrator, f"create database {name} template {template} {options}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    await _run(administrator, f"drop database {name} with (force)")
    await administrator.dispose()


async def _run(engine: AsyncEngine, statement: str) -> None:
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(statement))
