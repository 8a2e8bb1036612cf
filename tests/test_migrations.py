"""What the check of migrations finds; `make check` walks the whole stairway with it."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Column, Integer, Table
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import db, schema
from bot.db import Base
from tests import databases
from tools import migrations


@pytest.fixture
async def ready(database_url: str, template: str) -> AsyncIterator[AsyncEngine]:
    """A database at our head."""
    async with databases.made(database_url, "ready", template=template) as url:
        engine = db.connect(url)
        yield engine
        await engine.dispose()


async def test_a_table_without_a_migration_is_found(ready: AsyncEngine) -> None:
    planted = Table("planted", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        problems = await migrations._drift(ready)
    finally:
        Base.metadata.remove(planted)
    assert any("planted" in problem for problem in problems)


async def test_a_change_of_the_database_by_hand_is_found(ready: AsyncEngine) -> None:
    async with ready.begin() as connection:
        await connection.exec_driver_sql("drop index ix_inbox_waiting")
    problems = await migrations._drift(ready)
    assert any("ix_inbox_waiting" in problem for problem in problems)


def test_no_migration_needs_the_models_of_today() -> None:
    versions = (schema._ROOT / "migrations" / "versions").glob("*.py")
    assert [each.name for each in versions if "from bot" in each.read_text()] == []
