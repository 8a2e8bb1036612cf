"""Statements of the way of every update: compiled once, run by the driver itself.

SQLAlchemy's own execution of a statement costs twice the driver's (see the README's
decisions).
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, Protocol

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    FromClause,
    Select,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import ExternallyTraversible

_DRIVER: Final = "driver"
_DIALECT: Final = asyncpg.dialect()  # type: ignore[no-untyped-call]


class Driver(Protocol):
    """What is used of an asyncpg connection."""

    async def fetch(self, query: str, *arguments: Any) -> list[Any]:
        """Run a statement; return its rows."""

    async def fetchrow(self, query: str, *arguments: Any) -> Any:
        """Run a statement; return its first row."""

    async def execute(self, query: str, *arguments: Any) -> str:
        """Run a statement."""

    def transaction(self) -> Any:
        """Make a transaction, or a savepoint in one."""

    def terminate(self) -> None:
        """Cut the connection off."""

    def is_closed(self) -> bool:
        """Tell whether the connection is lost."""


def carry(session: AsyncSession, driver: Driver) -> None:
    """Let a session know the driver's connection, in whose transaction it works."""
    session.info[_DRIVER] = driver


class Direct:
    """A statement that returns rows; its values are as the driver takes them."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        compiled = _with_literals(statement).compile(
            dialect=_DIALECT, compile_kwargs={"render_postcompile": True}
        )
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for the types
        self._query = str(compiled)
        self._fixed = compiled.params
        self._names: Sequence[str] = compiled.positiontup or ()

    async def fetch(
        self, session: AsyncSession, values: dict[str, Any]
    ) -> Sequence[Sequence[Any]]:
        """Run the statement in the session's transaction; return its rows."""
        driver: Driver | None = session.info.get(_DRIVER)
        if driver is None:
            return (await session.execute(self._statement, values)).all()
        if session.in_transaction():
            await session.flush()
        return await driver.fetch(
            self._query, *[values.get(name, self._fixed[name]) for name in self._names]
        )


class Questions:
    """Several questions with one row of answer each, asked in one statement."""

    def __init__(self, *questions: Select[*tuple[Any, ...]]) -> None:
        first, *others = parts = [each.subquery() for each in questions]
        joined: FromClause = first
        for other in others:
            joined = joined.join(other, true())
        self._widths = [len(part.c) for part in parts]
        self._direct = Direct(
            select(*(column for part in parts for column in part.c)).select_from(joined)
        )

    async def fetch(
        self, session: AsyncSession, values: dict[str, Any]
    ) -> list[Sequence[Any]]:
        """Ask them; return a row for each, in their order."""
        (row,) = await self._direct.fetch(session, values)
        answers = iter(row)
        return [tuple(islice(answers, width)) for width in self._widths]


def _with_literals(statement: Any) -> Any:
    """Write out the values that never change, for a plan that serves all calls.

    Told them later, PostgreSQL would not use an index of the rows in one state, and
    would rather plan the statement anew at each call.
    """
    return visitors.replacement_traverse(statement, {}, _written)


def _written(element: ExternallyTraversible, **_: Any) -> ColumnElement[Any] | None:
    if not (isinstance(element, BindParameter) and element.unique):
        return None
    kwargs = {"literal_binds": True}
    written = element.compile(dialect=_DIALECT, compile_kwargs=kwargs)
    return literal_column(str(written), element.type)
