"""The newest rows of the tables as they stand: sealed values stay sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import RowMapping, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Base
from bot.models import Outbox
from bot.models.outbox import MessageClass

if TYPE_CHECKING:
    from bot.playground.answers import JSON

_SHOWN: Final = 20
_BYTES: Final = 4  # of a ciphertext or hash that are shown
_BODY: Final = 16  # where a ciphertext begins, after key id and nonce
_HASHES: Final = {"account", "lane", "chat_key"}


class _Look(NamedTuple):
    table: str
    newest: tuple[str, ...]
    brief: tuple[str, ...]


# From left to right as an update goes.
_LOOKS: Final = (
    _Look("inbox", ("received_at", "update_id"), ("update_id", "state", "payload")),
    _Look("conversation", ("updated_at",), ("form", "step", "answers")),
    _Look("person", ("id",), ("id", "account", "language")),
    _Look("submission", ("id",), ("id", "topic", "draft", "address")),
    _Look("case", ("id",), ("submission_id", "status", "text")),
    _Look("outbox", ("id",), ("method", "state", "payload", "destination")),
)
_COUNTS: Final = text("""
    select count(*) filter (where update_id > 0) as stored,
        count(*) filter (where update_id > 0 and state <> 'new') as done,
        count(*) filter (where state = 'new') as waiting,
        count(*) filter (where state = 'dead') as dead,
        (select coalesce(sum(n), 0) from counter where name like 'doubt.%') as doubt
    from inbox
""")


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of the inbox and the outbox."""

    stored: int
    done: int
    waiting: int
    dead: int
    doubt: int
    owed: dict[str, int]


async def count(connection: AsyncConnection) -> Counts:
    """Count what came in and what is owed."""
    figures = (await connection.execute(_COUNTS)).mappings().one()
    owing = (
        select(Outbox.message_class.label("owed_as"), func.count().label("n"))
        .where(Outbox.state.in_(("pending", "sending")))
        .group_by(Outbox.message_class)
    )
    found = {row.owed_as: row.n for row in await connection.execute(owing)}
    owed = {one.name.lower(): found.get(one.value, 0) for one in MessageClass}
    return Counts(**{name: int(n) for name, n in figures.items()}, owed=owed)


async def newest(connection: AsyncConnection) -> list["JSON"]:
    """Show the newest rows of each table."""
    return [await _table(connection, look) for look in _LOOKS]


async def _table(connection: AsyncConnection, look: _Look) -> "JSON":
    table = Base.metadata.tables[look.table]
    columns = [column.name for column in table.columns]
    order = [table.columns[name].desc() for name in look.newest]
    rows = await connection.execute(select(table).order_by(*order).limit(_SHOWN))
    total = await connection.scalar(select(func.count()).select_from(table))
    return {
        "name": table.name,
        "count": total,
        "columns": columns,
        "key": [column.name for column in table.primary_key],
        "brief": look.brief,
        "rows": [_row(row, columns) for row in rows.mappings()],
    }


def _row(row: RowMapping, columns: Sequence[str]) -> list[object]:
    return [_cell(name, row[name]) for name in columns]


def _cell(name: str, value: Any) -> object:
    if value is None:
        return None
    if name in _HASHES:
        return {"hash": _begin(value)}
    if isinstance(value, bytes):
        return {"sealed": len(value), "some": value[_BODY : _BODY + _BYTES].hex()}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    return ", ".join(value) if isinstance(value, list) else value


def _begin(value: bytes | int) -> str:
    """Shorten a hash, which is bytes or a signed number."""
    if isinstance(value, int):
        value = value.to_bytes(8, "big", signed=True)
    return value[:_BYTES].hex()
