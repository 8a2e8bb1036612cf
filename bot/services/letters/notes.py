"""What is told with a step or a decision: sealed to its row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Cell
from bot.models import CaseEvent, Decision, Verdict
from bot.services.letters import sealed

Noted = CaseEvent | Decision | Verdict


async def write(
    session: AsyncSession, kind: type[Noted], row: int, note: Mapping[str, str]
) -> None:
    """Seal what is told with a row to its id, which the database has just given."""
    value = sealed.seal_json(session, dict(note), cell(kind, row))
    await session.execute(update(kind).where(kind.id == row).values(note=value))


def read(session: AsyncSession, row: Noted) -> dict[str, Any]:
    """Open what is told with a row, if anything is."""
    if row.note is None:
        return {}
    opened: dict[str, Any] = sealed.open_json(
        session, row.note, cell(type(row), row.id)
    )
    return opened


def cell(kind: type[Noted], row: int) -> Cell:
    """Name the cell of what is told with a row."""
    return Cell(kind.__tablename__, "note", row)
