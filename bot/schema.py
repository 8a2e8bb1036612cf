"""The schema: `viche migrate` moves it, every start compares it."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StartError

_ROOT: Final = Path(__file__).parent.parent
# Any constant that no other lock of the program uses; see bot.locks.
_MIGRATION_LOCK: Final = 0x5649434845  # "VICHE"


def config() -> Config:
    """Return Alembic's configuration, read from pyproject.toml."""
    return Config(toml_file=_ROOT / "pyproject.toml")


def head() -> str:
    """Return the newest revision that this program knows."""
    revision = ScriptDirectory.from_config(config()).get_current_head()
    if revision is None:
        raise RuntimeError("no migration in migrations/versions")
    return revision


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Move the schema up to a revision; one process at a time, the others wait."""
    async with engine.connect() as connection:
        await connection.execute(text("set lock_timeout = '4s'"))
        await connection.execute(text("set statement_timeout = '60s'"))
        await connection.execute(text(f"select pg_advisory_lock({_MIGRATION_LOCK})"))
        await connection.execute(text("set statement_timeout = '5s'"))
        await connection.commit()
        try:
            await _move(connection, revision)
            await connection.commit()
            await _take_stock(connection)
        finally:
            await connection.rollback()
            await connection.invalidate()  # lets the lock and the time-outs go


async def check(connection: AsyncConnection) -> None:
    """Raise StartError unless the schema is the one known here, or one newer."""
    found = await connection.run_sync(_current)
    if found in (head(), None) or found in _known():
        if found != head():
            raise StartError(
                "schema",
                got=f"revision {found or 'none'}",
                wanted=f"revision {head()}: run `viche migrate`",
            )
        return
    parent = await _parent(connection)
    if parent != head():
        raise StartError(
            "schema",
            got=f"revision {found}, too new for this program",
            wanted=f"revision {head()} or the one after it: update the program",
        )


async def _move(connection: AsyncConnection, revision: str) -> None:
    found = await connection.run_sync(_current)
    if found is None or found in _known():
        await connection.run_sync(_upgrade, revision)
    else:
        await check(connection)  # of a newer program: fine as it is, or refused


async def _take_stock(connection: AsyncConnection) -> None:
    """Let the planner know the tables; of small ones autovacuum never tells it.

    Thought large, they make plans for all calls look dear, and PostgreSQL plans anew at
    each call, which takes longer than the call.
    """
    await connection.execute(text("set statement_timeout = 0"))
    await connection.execute(text("analyze (skip_locked)"))
    await connection.commit()


async def _parent(connection: AsyncConnection) -> str | None:
    row = await connection.execute(text("select parent from schema_parent"))
    parent: str | None = row.scalar_one_or_none()
    return parent


def _known() -> set[str]:
    script = ScriptDirectory.from_config(config())
    return {revision.revision for revision in script.walk_revisions()}


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("select version_num from alembic_version"))
    revision: str | None = row.scalar_one_or_none()
    return revision


def _upgrade(connection: Connection, revision: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)
    if inspect(connection).has_table("schema_parent"):
        _remember_parent(connection)


def _remember_parent(connection: Connection) -> None:
    found = _current(connection)
    script = ScriptDirectory.from_config(config()).get_revision(found or "head")
    connection.execute(text("delete from schema_parent"))
    connection.execute(
        text("insert into schema_parent (parent) values (:parent)"),
        {"parent": script.down_revision or ""},
    )
