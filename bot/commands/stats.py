"""`viche stats`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import chosen_groups, database
from bot.db import now
from bot.errors import StartError
from bot.models import WorkingGroup
from bot.services.days import deadlines, small_cells
from bot.services.days.periods import Period
from bot.services.figures import figures
from bot.services.figures.figures import Figures, Said
from bot.settings import Settings

_MONTH = timedelta(days=29)  # with today it makes 30 days


def lines(
    chosen: Settings, first: datetime | None, last: datetime | None, group: int | None
) -> Iterator[tuple[str, str]]:
    """List the figures of some days, of a group or of the whole network."""

    async def ask(session: AsyncSession) -> Iterator[tuple[str, str]]:
        period = _period(first, last, deadlines.local_day(await now(session)))
        of = await chosen_groups.find(session, group, ended=True)
        ids = None if group is None else [each.id for each in of]
        return _lines(period, of, await figures.told(session, period, ids))

    return database.ask(chosen, ask)


def _period(first: datetime | None, last: datetime | None, today: date) -> Period:
    """Take the last 30 days where nothing else is asked for."""
    ends = last.date() if last else today
    begins = first.date() if first else ends - _MONTH
    if begins > ends:
        raise StartError("--since", got=f"{begins}", wanted=f"a day up to {ends}")
    return Period(begins, ends)


def _lines(
    period: Period, groups: Iterable[WorkingGroup], found: Figures
) -> Iterator[tuple[str, str]]:
    yield "from", period.first.isoformat()
    yield "to", period.last.isoformat()
    for each in groups:
        yield f"group {each.id}", each.name_uk
    yield "received", str(found.received)
    yield from _cells("kind", found.kinds)
    yield from _cells("topic", found.topics)
    yield from _cells("channel", found.channels)
    yield from _cells("self-description", small_cells.hide(found.every_self))
    yield "answered", str(found.answered)
    yield "median time to a first answer", _hours(found.median)
    yield "answered in time", _share(found.in_time, found.due)
    yield "supported", str(found.supported)
    yield "in documents", str(found.in_doc)
    yield "implemented", str(found.done)
    yield from _said("better", found.better)
    yield from _said("answer helped", found.helped)


def _cells(name: str, cells: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    for cell, n in sorted(cells.items()):
        yield f"{name} {cell}", small_cells.HIDDEN.msgid if n is None else str(n)


def _said(name: str, said: Said) -> Iterator[tuple[str, str]]:
    yield f"{name}: asked", str(said.asked)
    for answer, n in (("yes", said.yes), ("no", said.no), ("unsure", said.unsure)):
        yield f"{name}: {answer}", str(n)


def _hours(median: timedelta | None) -> str:
    return "none" if median is None else f"{median.total_seconds() / 3600:.1f} h"


def _share(n: int, of: int) -> str:
    return f"{n} of {of}" + (f" ({100 * n / of:.0f} %)" if of else "")
