"""A real PostgreSQL, a schema from the migrations, every test rolled back."""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import uvloop
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from xdist.scheduler import LoadFileScheduling

from bot import db, embedded, logs, schema
from bot.crypto import Vault
from bot.db import Sessions
from bot.playground.telegram import Telegram
from bot.services.places import communities
from handlers import FEATURES
from tests import databases, processes, snapshots, soundness, world
from tests.processes import Starter
from tests.snapshots import Snapshot
from tests.world import World

SECRET = world.SECRET
HERE = Path(__file__).parent
# A folder whose files share what takes long: one Chromium and demo, one loaded program.
TOGETHER = ("tests/page/", "tests/program/")
# Machines are shared: how long an example takes says nothing.
hypothesis.settings.register_profile("viche", deadline=None, max_examples=30)
hypothesis.settings.load_profile("viche")
gc.disable()  # what collecting makes stays; `pytest_collection_finish` ends this
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # as `viche run`, and quicker


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever changed what is written renew the snapshots of it."""
    parser.addoption("--renew", action="store_true", help="write tests/data anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes long go first: at the end one of two workers would wait for it.

    That is the page and the program as a process, then the stories.
    """
    items.sort(key=lambda item: (item.path.parent != HERE, item.path.name))
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))


def pytest_collection_finish() -> None:
    """Leave what lives for ever out of garbage collection: a tenth of all CPU."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(10_000, 50, 50)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    return partial(snapshots.check, renew=request.config.getoption("--renew"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give a file to one worker, and all files of some folders."""
    scheduler = LoadFileScheduling(config, log)
    whole = scheduler._split_scope
    scheduler._split_scope = lambda test: next(
        (folder for folder in TOGETHER if test.startswith(folder)), whole(test)
    )
    return scheduler


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log as the program does: structlog's own way draws every local variable."""
    logs.configure("ERROR", "json")


@pytest.fixture(scope="session", autouse=True)
def _faults() -> Iterator[list[str]]:
    with soundness.watched() as faults:
        yield faults


@pytest.fixture(autouse=True)
def sound(_faults: list[str]) -> Iterator[None]:
    """No call breaks the specification, no screen is unsound in either language."""
    yield
    found = _faults[:]
    _faults.clear()
    assert found == []


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg")
        asyncio.run(databases.hurry(embedded.url(server)))
        yield embedded.url(server)
        server.cleanup()


@pytest.fixture(scope="session")
async def migrated(database_url: str) -> AsyncIterator[str]:
    """A database that the migrations made, to be copied: that is ten times as quick."""
    async with databases.made(database_url, "viche_migrated") as url:
        engine = db.connect(url)
        await schema.migrate(engine)
        await engine.dispose()
        yield "viche_migrated"


@pytest.fixture(scope="session")
async def engine(database_url: str, migrated: str) -> AsyncIterator[AsyncEngine]:
    async with databases.made(database_url, "viche", template=migrated) as url:
        engine = databases.connect(url)
        yield engine
        await engine.dispose()


@pytest.fixture(scope="session")
async def template(database_url: str, migrated: str) -> AsyncIterator[str]:
    """A migrated database with the register, to be copied; no key has touched it."""
    name = "viche_template"
    async with databases.made(database_url, name, template=migrated) as url:
        engine = db.connect(url)
        async with db.make_sessions(engine, Vault(SECRET)).begin() as session:
            await communities.load_register(session)
        await engine.dispose()
        yield name


@pytest.fixture(scope="session")
async def starter() -> AsyncIterator[Starter]:
    """What starts the program without loading it anew."""
    async with processes.starting() as starter:
        yield starter


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()


@pytest.fixture
def sessions(connection: AsyncConnection, vault: Vault) -> Sessions:
    return databases.joined(connection, vault)


@pytest.fixture
async def session(sessions: Sessions) -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


@pytest.fixture
def clock(connection: AsyncConnection) -> "Clock":
    return Clock(connection)


class Clock:
    """Moves `app_now()`; inside a test's transaction it stands still by itself."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def forward(self, interval: str) -> None:
        await self._connection.execute(
            text(f"update clock set ahead = ahead + interval '{interval}'")  # noqa: S608
        )

    async def set(self, moment: str) -> None:
        await self._connection.execute(
            text(f"update clock set ahead = timestamptz '{moment}' - now()")  # noqa: S608
        )

    async def set_to_morning(self) -> None:
        await self._connection.execute(databases.MORNING)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(token=world.TOKEN)


@pytest.fixture
async def town(sessions: Sessions, telegram: Telegram, clock: "Clock") -> World:
    """The whole bot with all its features, by day: at night authors hear nothing."""
    await clock.set_to_morning()
    town = World(sessions, telegram, FEATURES)
    await town.start()
    return town
