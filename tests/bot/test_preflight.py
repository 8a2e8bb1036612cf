"""Before the start: each fault of the database has a line of its own."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import db, preflight, schema
from bot.crypto import Vault
from bot.errors import StartError
from tests import databases

OLD, NEW = Vault(b"o" * 32), Vault(b"n" * 32)
ROTATED = Vault(b"n" * 32, [b"o" * 32])


@pytest.fixture(scope="module")
async def used(database_url: str, template: str) -> AsyncIterator[AsyncEngine]:
    async with databases.made(database_url, "preflight", template=template) as url:
        engine = db.connect(url)
        yield engine
        await engine.dispose()


@pytest.fixture
async def fresh(used: AsyncEngine) -> AsyncEngine:
    """A migrated database that no key has touched."""
    async with used.begin() as connection:
        await connection.execute(text("delete from key_fingerprint"))
    return used


async def refusal(engine: AsyncEngine, vault: Vault = NEW) -> str:
    with pytest.raises(StartError) as caught:
        await preflight.check(engine, vault)
    return str(caught.value)


async def test_a_database_learns_its_key_at_the_first_start(fresh: AsyncEngine) -> None:
    await preflight.check(fresh, NEW)
    async with fresh.connect() as connection:
        found = await connection.scalar(text("select fingerprint from key_fingerprint"))
    assert found == NEW.fingerprint


async def test_the_same_key_starts_again(fresh: AsyncEngine) -> None:
    await preflight.check(fresh, NEW)
    await preflight.check(fresh, NEW)


async def test_another_key_is_refused(fresh: AsyncEngine) -> None:
    await preflight.check(fresh, OLD)
    assert (await refusal(fresh, NEW)).startswith("SECRET_KEY: got ")


async def test_a_new_key_beside_the_old_one_is_accepted(fresh: AsyncEngine) -> None:
    await preflight.check(fresh, OLD)
    await preflight.check(fresh, ROTATED)


async def test_after_a_rotation_the_old_key_alone_is_refused(
    fresh: AsyncEngine,
) -> None:
    await preflight.check(fresh, OLD)
    await preflight.check(fresh, ROTATED)
    assert (await refusal(fresh, OLD)).startswith("SECRET_KEY: got ")


async def test_a_database_of_character_type_c_is_refused(database_url: str) -> None:
    async with databases.of_first_tables(
        database_url, "in_c", schema.head(), **databases.CHARACTERS_C
    ) as url:
        engine = db.connect(url)
        found = await refusal(engine)
        await engine.dispose()
    assert "character type is C; wanted one made with LC_CTYPE C.UTF-8" in found


async def test_a_database_without_tables_is_refused(database_url: str) -> None:
    async with databases.made(database_url, "bare") as url:
        engine = db.connect(url)
        found = await refusal(engine)
        await engine.dispose()
    assert found.startswith("schema: got revision none")


async def test_a_server_out_of_reach_is_refused() -> None:
    engine = db.connect("postgresql://viche@127.0.0.1:1/viche")
    assert (await refusal(engine)).startswith("DATABASE_URL: got ")
    await engine.dispose()


async def test_a_database_that_is_not_there_is_refused(database_url: str) -> None:
    url = make_url(database_url).set(database="no_such")
    engine = db.connect(url.render_as_string(hide_password=False))
    assert (await refusal(engine)).startswith("DATABASE_URL: got ")
    await engine.dispose()


async def test_an_address_that_cannot_be_read_is_refused() -> None:
    engine = db.connect("postgresql://viche:CANARY@db:port/viche")
    found = await refusal(engine)
    assert found.startswith("DATABASE_URL: got ")
    assert "CANARY" not in found


async def test_an_option_that_nobody_knows_is_refused(database_url: str) -> None:
    url = make_url(database_url).update_query_dict({"no_such_option": "1"})
    engine = db.connect(url.render_as_string(hide_password=False))
    assert (await refusal(engine)).startswith("DATABASE_URL: got ")
    await engine.dispose()


async def test_a_database_that_is_not_there_yet_is_waited_for(
    database_url: str, tmp_path: Path
) -> None:
    url, name = make_url(database_url), ".s.PGSQL.5432"
    away = url.update_query_dict({"host": str(tmp_path)})
    engine = db.connect(away.render_as_string(hide_password=False))
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(preflight.wait(engine))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        # As a server that is up, it is found at its address.
        (tmp_path / name).symlink_to(Path(str(url.query["host"])) / name)
    async with engine.connect():
        pass
    await engine.dispose()


async def test_one_that_stays_away_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "_ABSENT", 0.1)
    engine = db.connect("postgresql://nobody@127.0.0.1:1/nothing")
    async with asyncio.timeout(5):
        await preflight.wait(engine)
    await engine.dispose()
