"""The database: engine, sessions, the base of all tables, and the clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, DateTime, MetaData, NullPool, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from bot.crypto import Vault
from bot.direct import Direct

Sessions = async_sessionmaker[AsyncSession]

# A frozen process loses its locks, a runaway statement its turn (reliability: guards).
GUARDS: Final = {
    "idle_in_transaction_session_timeout": "30s",
    "statement_timeout": "10s",
    "lock_timeout": "2s",
    "jit": "off",
}
_MAILS: Final = "mails"
_DRIVER: Final = "postgresql+asyncpg://"
_NOW: Final = Direct(select(func.app_now()))


class Base(DeclarativeBase):
    """The base of all tables; constraints are named so that migrations can."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[type, TypeEngine[Any]]] = {
        datetime: DateTime(timezone=True),
        int: BigInteger(),
    }


def connect(url: str, *, pool_size: int = 16) -> AsyncEngine:
    """Make the engine; parameters of statements never appear in errors or logs."""
    return create_async_engine(
        _DRIVER,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        hide_parameters=True,
        connect_args=_arguments(url, GUARDS | {"application_name": "viche"}),
    )


def connect_alone(url: str) -> AsyncEngine:
    """Make an engine whose every connection is new: for locks that it holds."""
    return create_async_engine(
        _DRIVER,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args=_arguments(url, {"application_name": "viche lock"}),
    )


def make_sessions(engine: AsyncEngine, vault: Vault, *, mails: bool = True) -> Sessions:
    """Make the maker of sessions; each knows the vault, and whether mails are sent."""
    info = {"vault": vault, _MAILS: mails}
    return async_sessionmaker(engine, expire_on_commit=False, info=info)


def make_lone(sessions: Sessions) -> Sessions:
    """Make sessions whose every statement is a transaction of its own.

    That spares BEGIN and COMMIT where one statement is all there is to do; a second one
    would not be undone with the first.
    """
    return async_sessionmaker(**(sessions.kw | {"bind": unbegun(sessions.kw["bind"])}))


def unbegun(bind: AsyncEngine | AsyncConnection) -> AsyncEngine | AsyncConnection:
    """Let SQLAlchemy begin and commit nothing; a connection keeps its transaction."""
    if isinstance(bind, AsyncConnection):  # of a test, whose transaction goes on
        return bind
    return bind.execution_options(isolation_level="AUTOCOMMIT")


def vault(session: AsyncSession) -> Vault:
    """Return the keys that the session's program runs with."""
    keys: Vault = session.info["vault"]
    return keys


def sends_mails(session: AsyncSession) -> bool:
    """Tell whether the session's program can send e-mail."""
    is_able: bool = session.info.get(_MAILS, True)
    return is_able


@asynccontextmanager
async def savepoint(session: AsyncSession) -> AsyncIterator[None]:
    """Undo what is done meanwhile, if anything is raised.

    The savepoint is set at once: by itself a session sets it before its own next
    statement, and what the driver writes before that would stay.
    """
    async with session.begin_nested():
        _ = await session.connection()
        yield


def is_passing(error: BaseException) -> bool:
    """Tell faults that pass by themselves: SQLSTATE classes 08, 40, 53, 55, 57.

    0A000 is a cached plan that a migration made invalid; 57014, the statement's own
    time-out, would only come again.
    """
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or is_passing(error.orig or ValueError())
    state = str(getattr(error, "sqlstate", "") or "")
    passing = state[:2] in {"08", "40", "53", "55", "57"} or state == "0A000"
    return passing and state != "57014"


async def now(session: AsyncSession) -> datetime:
    """Tell the time by the database's clock: the one that decides what is due."""
    moment: datetime = (await _NOW.fetch(session, {}))[0][0]
    return moment


@asynccontextmanager
async def relaxed(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    """Open a transaction that does not wait for the disk: its loss is harmless."""
    async with sessions.begin() as session:
        await session.execute(text("set local synchronous_commit = off"))
        yield session


def _arguments(url: str, settings: dict[str, str]) -> dict[str, Any]:
    """Let asyncpg read the address: it knows `sslmode`, several hosts and the like."""
    return {"dsn": url, "server_settings": settings}
