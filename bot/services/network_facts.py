"""Figures across all groups of the network, small cells hidden."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Submission, WorkingGroup
from bot.models.case import Status
from bot.services import cases, open_figures, small_cells
from bot.services.periods import Period

COLUMNS: Final = ("received", "answered", "in_doc", "done")
_STEPS: Final = {Status.IN_DOC: "in_doc", Status.DONE: "done"}

Cells = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a group, by the names of the columns; None where one is hidden."""

    group: WorkingGroup
    cells: Cells


@dataclass(frozen=True, slots=True)
class Network:
    """What happened in the network in a period; small cells are hidden everywhere."""

    period: Period
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
    totals = {name: _shown(columns[name].total()) for name in COLUMNS}
    # Hidden as in the open figures, or one table would give away the other's cells.
    told = open_figures.topics(await _topics(session, period))
    topics = {**told["proposals"], **told["concerns"]}
    return Network(period, totals, topics, rows)


def _shown(count: int) -> int | None:
    return None if 0 < count < small_cells.SHOWN_FROM else count


async def _columns(session: AsyncSession, period: Period) -> Mapping[str, Counter[int]]:
    found = {name: Counter[int]() for name in COLUMNS}
    counted = select(Case.group_id, func.count(Case.id)).group_by(Case.group_id)
    came = counted.where(period.has(Case.created_at))
    went = counted.where(period.has(Case.answered_at), Case.status != Status.EXPIRED)
    for name, statement in (("received", came), ("answered", went)):
        rows = await session.execute(statement)
        found[name].update(dict(rows.all()))
    steps = await session.execute(
        select(CaseEvent.status, Case.group_id, func.count(Case.id.distinct()))
        .join(Case, Case.id == CaseEvent.case_id)
        .where(CaseEvent.status.in_(_STEPS), period.has(CaseEvent.at))
        .where(cases.IS_STEP)
        .group_by(CaseEvent.status, Case.group_id)
    )
    for status, group_id, n in steps:
        found[_STEPS[Status(status)]][group_id] = n
    return found


async def _topics(session: AsyncSession, period: Period) -> Mapping[str, int]:
    rows = await session.execute(
        select(Submission.topic, func.count(Submission.id.distinct()))
        .join(Case, Case.submission_id == Submission.id)
        .where(period.has(Case.created_at))
        .group_by(Submission.topic)
    )
    return dict(rows.all())
