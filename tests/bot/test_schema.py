"""The schema: which revisions a program runs with, and how it moves."""

import asyncio

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import db, schema
from bot.errors import StartError
from tests import databases

_UNKNOWN = text("""
    select relname from pg_class where relkind = 'r' and reltuples < 0
        and relnamespace = 'public'::regnamespace
""")


async def stamp(connection: AsyncConnection, revision: str, parent: str) -> None:
    await connection.execute(
        text("update alembic_version set version_num = :revision"),
        {"revision": revision},
    )
    await connection.execute(
        text("update schema_parent set parent = :parent"), {"parent": parent}
    )


async def test_the_schema_at_our_head_is_accepted(connection: AsyncConnection) -> None:
    await schema.check(connection)


async def test_the_schema_one_newer_is_accepted(connection: AsyncConnection) -> None:
    await stamp(connection, "one_newer", schema.head())
    await schema.check(connection)


async def test_the_schema_two_newer_is_refused(connection: AsyncConnection) -> None:
    await stamp(connection, "two_newer", "one_newer")
    with pytest.raises(StartError, match=r"two_newer, too new .* update the program"):
        await schema.check(connection)


async def test_an_older_schema_is_refused(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_known", lambda: {"older", schema.head()})
    await stamp(connection, "older", "")
    with pytest.raises(StartError, match=r"revision older; .* run `viche migrate`"):
        await schema.check(connection)


async def test_an_empty_database_is_refused(database_url: str) -> None:
    async with databases.made(database_url, "empty") as url:
        engine = db.connect(url)
        async with engine.connect() as connection:
            with pytest.raises(StartError, match=r"revision none; .* `viche migrate`"):
                await schema.check(connection)
        await engine.dispose()


async def test_two_that_migrate_at_once_wait_for_each_other(database_url: str) -> None:
    async with databases.made(database_url, "twice") as url:
        engine = db.connect(url)
        await asyncio.gather(schema.migrate(engine), schema.migrate(engine))
        async with engine.connect() as connection:
            await schema.check(connection)
        await engine.dispose()


async def test_after_migrating_the_planner_knows_every_table(
    database_url: str, migrated: str
) -> None:
    async with databases.made(database_url, "stock", template=migrated) as url:
        engine = db.connect(url)
        async with engine.connect() as connection:
            unknown = await connection.scalars(_UNKNOWN)
            assert unknown.all() == []
        await engine.dispose()


async def test_migrating_remembers_the_revision_before(
    connection: AsyncConnection,
) -> None:
    script = ScriptDirectory.from_config(schema.config())
    before = script.get_revision(schema.head()).down_revision or ""
    found = await connection.scalar(text("select parent from schema_parent"))
    assert found == before


async def test_migrating_leaves_no_time_out_behind(
    database_url: str, template: str
) -> None:
    async with databases.made(database_url, "times", template=template) as url:
        engine = db.connect(url)
        await schema.migrate(engine)
        async with engine.connect() as connection:
            found = await connection.scalar(text("show statement_timeout"))
        await engine.dispose()
    assert found == db.GUARDS["statement_timeout"]


async def test_a_schema_that_is_too_new_is_not_migrated(
    database_url: str, template: str
) -> None:
    async with databases.made(database_url, "newer", template=template) as url:
        engine = db.connect(url)
        async with engine.begin() as connection:
            await stamp(connection, "two_newer", "one_newer")
        with pytest.raises(StartError, match="update the program"):
            await schema.migrate(engine)
        await engine.dispose()
