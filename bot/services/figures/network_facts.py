"""Figures across all groups of the network, small cells hidden."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Case, CaseEvent, WorkingGroup
from bot.models.case import Status
from bot.services.days import small_cells
from bot.services.days.deadlines import local_day
from bot.services.days.periods import Period
from bot.services.figures import figures, open_figures
from bot.services.steps import reached

COLUMNS: Final = ("received", "answered", "in_doc", "done")

Cells = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a group, by the names of the columns; None where one is hidden."""

    group: WorkingGroup
    cells: Cells


@dataclass(frozen=True, slots=True)
class Network:
    """What happened in the network in a period; small cells are hidden everywhere.

    `today` is when it was counted: the month may not be over.
    """

    period: Period
    today: date
    totals: Cells
    topics: Cells
    rows: Sequence[Row]


async def gather(session: AsyncSession, period: Period) -> Network:
    """Count a period, group by group."""
    was_there = or_(
        WorkingGroup.deleted_at.is_(None), WorkingGroup.deleted_at >= period.since
    )
    groups = (
        await session.scalars(
            select(WorkingGroup).where(was_there).order_by(WorkingGroup.id)
        )
    ).all()
    columns = await _columns(session, period)
    hidden = {
        name: small_cells.hide({str(each.id): found[each.id] for each in groups})
        for name, found in columns.items()
    }
    rows = [
        Row(each, {name: hidden[name][str(each.id)] for name in COLUMNS})
        for each in groups
    ]
    counted = await figures.topics(session, period)
    # What went to two groups came once.
    totals = {name: columns[name].total() for name in COLUMNS}
    totals |= {"received": counted.total()}
    # Hidden as in the open figures, or one table would give away the other's cells.
    told = open_figures.topics(counted)
    topics = {**told["proposals"], **told["concerns"]}
    shown = {name: small_cells.alone(n) for name, n in totals.items()}
    today = local_day(await now(session))
    return Network(period, today, shown, topics, rows)


async def _columns(session: AsyncSession, period: Period) -> Mapping[str, Counter[int]]:
    taken = await reached.steps(session, [period.has(CaseEvent.at)])
    return {
        "received": await _received(session, period),
        "answered": await reached.first_answers(session, period),
        "in_doc": taken[Status.IN_DOC],
        "done": taken[Status.DONE],
    }


async def _received(session: AsyncSession, period: Period) -> Counter[int]:
    rows = await session.execute(
        select(Case.group_id, func.count(Case.id))
        .where(period.has(Case.created_at))
        .group_by(Case.group_id)
    )
    return Counter(dict(rows.all()))
