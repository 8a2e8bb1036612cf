"""Look for what must not be kept: in every row of every table, in every spelling."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_TABLES = text("""
    select quote_ident(table_schema) || '.' || quote_ident(table_name)
    from information_schema.tables
    where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema')
""")


async def dump(connection: AsyncConnection) -> str:
    """Write all rows of all tables as text; bytes come as hexadecimal digits."""
    found = [
        row for each in await tables(connection) for row in await rows(connection, each)
    ]
    return "\n".join(found)


async def tables(connection: AsyncConnection) -> Sequence[str]:
    """List the tables, with their schema."""
    return (await connection.execute(_TABLES)).scalars().all()


async def rows(connection: AsyncConnection, table: str) -> Sequence[str]:
    """Write the rows of a table as text."""
    every = text(f"select each::text from {table} each")  # noqa: S608 - of the catalogue
    return (await connection.execute(every)).scalars().all()


def hits(written: str, canaries: Sequence[str | int]) -> list[str]:
    """List the canaries that stand somewhere in what was written."""
    low = written.casefold()
    return [
        str(canary)
        for canary in canaries
        if any(each.casefold() in low for each in spellings(canary))
    ]


def spellings(canary: str | int) -> Iterator[str]:
    """Spell a canary as it is, escaped as in JSON, and the bytes of both."""
    for each in {str(canary), json.dumps(str(canary))[1:-1]}:
        yield each
        yield each.encode().hex()
    if isinstance(canary, int):
        yield canary.to_bytes(8, "big", signed=True).hex()
        yield canary.to_bytes(8, "little", signed=True).hex()
