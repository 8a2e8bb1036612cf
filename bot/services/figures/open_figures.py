"""Figures for everybody: the whole network, month by month, small cells hidden.

Whatever adds up to something known is hidden together (`small_cells`); what is hidden
is not even kept. Groups and days are not published: their cells would be small.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Case, MonthFigures
from bot.services.days import deadlines, periods, small_cells
from bot.services.days.periods import month_after, month_before
from bot.services.days.small_cells import SHOWN_FROM
from bot.services.figures import figures
from bot.services.figures.figures import Figures, Said
from bot.services.texts import categories

Cells = Mapping[str, int | None]
Tables = Mapping[str, Cells]
READY_AFTER: Final = timedelta(days=5)  # by then its last messages had to be read


async def months(session: AsyncSession) -> Sequence[date]:
    """List the months of which there are figures, the newest first."""
    found = await session.scalars(
        select(MonthFigures.month).order_by(MonthFigures.month.desc())
    )
    return found.all()


async def of_month(session: AsyncSession, month: date) -> Tables | None:
    """Get the figures of a month, if they are out."""
    found: Tables | None = await session.scalar(
        select(MonthFigures.tables).where(MonthFigures.month == month)
    )
    return found


async def make_missing(session: AsyncSession) -> int:
    """Make the figures of the oldest month that lacks them; they never change."""
    month = await _missing(session)
    if month is None:
        return 0
    told = tables(await figures.gather(session, periods.month(month)))
    statement = insert(MonthFigures).values(month=month, tables=told)
    await session.execute(statement.on_conflict_do_nothing())
    return 1


async def _missing(session: AsyncSession) -> date | None:
    last = await session.scalar(select(func.max(MonthFigures.month)))
    if last is None:
        first = await session.scalar(select(func.min(Case.created_at)))
        if first is None:
            return None
        last = month_before(deadlines.local_day(first))
    ready = month_before(deadlines.local_day(await now(session) - READY_AFTER))
    return month_after(last) if month_after(last) <= ready else None


def tables(found: Figures) -> Tables:
    """Make the tables that are published of figures."""
    return {
        "received": _whole({"all": found.received}),
        "kinds": _whole(found.kinds),
        **topics(found.topics),
        "selves": _whole(found.every_self),
        "answers": _answers(found),
        "reached": {
            name: small_cells.alone(n)
            for name, n in (
                ("supported", found.supported),
                ("in_doc", found.in_doc),
                ("done", found.done),
            )
        },
        "better": _said(found.better),
        "helped": _said(found.helped),
    }


def topics(counted: Mapping[str, int]) -> Tables:
    """Divide topics by kind; where kinds are hidden their sums would tell them."""
    told: dict[str, dict[str, int]] = {"proposals": {}, "concerns": {}}
    for topic, n in counted.items():
        told["concerns" if categories.is_concern(topic) else "proposals"][topic] = n
    kinds = _whole({name: sum(cells.values()) for name, cells in told.items()})
    if None in kinds.values():
        return {name: dict.fromkeys(cells) for name, cells in told.items()}
    return {name: small_cells.hide(cells) for name, cells in told.items()}


def _whole(cells: Mapping[str, int]) -> Cells:
    """Hide all of a table when it is small as a whole."""
    if 0 < sum(cells.values()) < SHOWN_FROM:
        return dict.fromkeys(cells)
    return small_cells.hide(cells)


def _answers(found: Figures) -> Cells:
    is_enough = found.due >= SHOWN_FROM
    percent = round(100 * found.in_time / found.due) if is_enough else None
    hours = None
    if found.median is not None and found.answered >= SHOWN_FROM:
        hours = round(found.median / timedelta(hours=1))
    return {"in_time_percent": percent, "median_hours": hours}


def _said(said: Said) -> Cells:
    return _whole({"yes": said.yes, "no": said.no, "unsure": said.unsure})
