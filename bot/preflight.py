"""What must hold before anything starts; each fault ends in one line and code 78."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import schema
from bot.crypto import Vault
from bot.db import is_passing
from bot.errors import StartError
from bot.models import KeyFingerprint

_OLDEST: Final = 150000  # PostgreSQL 15: nulls not distinct
_ABSENT: Final = 5.0  # seconds in which a server that restarts listens again
_STARTING: Final = 60.0  # for which it may say of itself that it is starting
_PAUSE: Final = 0.5

log = structlog.get_logger(__name__)


async def wait(engine: AsyncEngine) -> None:
    """Wait for a database that restarts; one that stays away is left to `check`.

    A supervisor that has to start us again and again would pause for minutes.
    """
    began = time.monotonic()
    while await _missing(engine) > time.monotonic() - began:
        log.warning("the database is not ready yet")
        await asyncio.sleep(_PAUSE)


async def _missing(engine: AsyncEngine) -> float:
    """Try to get in; returns how long it may take from the first time on."""
    try:
        async with engine.connect():
            return 0.0
    except OSError:
        return _ABSENT
    except DBAPIError as error:
        return _STARTING if is_passing(error) else 0.0


async def check(engine: AsyncEngine, vault: Vault) -> None:
    """Check version, character type, schema and key of the database."""
    with _explained():
        async with engine.begin() as connection:
            await _check_version(connection)
            await schema.check(connection)
            await _check_characters(connection)
            await _check_key(connection, vault)


async def reach(engine: AsyncEngine) -> None:
    """Check that the database lets us in and is new enough to be migrated."""
    with _explained():
        async with engine.connect() as connection:
            await _check_version(connection)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, SQLAlchemyError) as error:
        raise StartError(
            "DATABASE_URL",
            got=f"a database that cannot be used ({type(error).__name__})",
            wanted="a PostgreSQL that is running and lets us in",
        ) from error


async def _check_version(connection: AsyncConnection) -> None:
    found = (await connection.execute(text("show server_version_num"))).scalar_one()
    if int(found) < _OLDEST:
        raise StartError(
            "DATABASE_URL", got=f"PostgreSQL {found}", wanted="PostgreSQL 15 or newer"
        )


async def _check_characters(connection: AsyncConnection) -> None:
    """Trigrams of Cyrillic are empty in a database whose character type is C."""
    alike = await connection.execute(text("select similarity('дах', 'дах')"))
    if alike.scalar_one() != 1:
        raise StartError(
            "DATABASE_URL",
            got="a database whose character type is C",
            wanted="one made with LC_CTYPE C.UTF-8 or uk_UA.UTF-8",
        )


async def _check_key(connection: AsyncConnection, vault: Vault) -> None:
    found = set(
        (await connection.execute(select(KeyFingerprint.fingerprint))).scalars()
    )
    if found - vault.fingerprints:
        raise StartError(
            "SECRET_KEY",
            got="a key that did not make this database",
            wanted="the key of this database (former ones in SECRET_KEYS_OLD)",
        )
    if vault.fingerprint not in found:
        mine = insert(KeyFingerprint).values(fingerprint=vault.fingerprint)
        await connection.execute(mine.on_conflict_do_nothing())
