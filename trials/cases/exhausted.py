"""T12: no connection is left, or a lock on the inbox is held, for half a minute."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from bot import db
from trials.interruption import Interruption, Scene
from trials.postgres import Cluster

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_FEW: Final = "alter system set max_connections = 40"
_LOOK_OTHERWISE: Final = text("set application_name = 'hog'")
_HANG_UP: Final = text("""
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name like 'viche%'
""")
_LOCK: Final = text("lock table inbox in access exclusive mode")


@dataclass(frozen=True)
class Exhausted(Interruption):
    """Somebody else takes every connection that PostgreSQL has."""

    seconds: float = 30.0

    @property
    @override
    def what(self) -> str:
        return "exhausted"

    @override
    @asynccontextmanager
    async def cluster(self) -> AsyncIterator[Cluster]:
        async with super().cluster() as cluster:
            await cluster.tell(_FEW)
            await cluster.crash()
            yield cluster

    @override
    @asynccontextmanager
    async def fault(self, scene: Scene) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            hogs = _Hogs(scene.ground.database_url, stack)
            await hogs.take_all()
            while await hogs.hang_up_others():
                await hogs.take_all()
            yield
            scene.report.figures["connections taken"] = len(hogs.held)
        await scene.ground.engine.dispose()


@dataclass(frozen=True)
class Locked(Interruption):
    """Somebody locks the inbox and goes to lunch."""

    seconds: float = 30.0

    @property
    @override
    def what(self) -> str:
        return "locked"

    @override
    @asynccontextmanager
    async def fault(self, scene: Scene) -> AsyncIterator[None]:
        engine = db.connect_alone(scene.ground.database_url)
        async with engine.begin() as connection:
            await connection.execute(_LOCK)
            yield
        await engine.dispose()


class _Hogs:
    """Connections that do nothing."""

    def __init__(self, url: str, stack: AsyncExitStack) -> None:
        self.held: list[AsyncConnection] = []
        self._engine = db.connect_alone(url)
        self._stack = stack

    async def take_all(self) -> None:
        """Connect until nobody gets in any more."""
        while True:
            try:
                connection = await self._engine.connect()
            except DBAPIError:
                return
            await connection.execute(_LOOK_OTHERWISE)
            await connection.commit()
            self._stack.push_async_callback(connection.close)
            self.held.append(connection)

    async def hang_up_others(self) -> int:
        """End the bot's connections; tells how many there were."""
        ended = (await self.held[0].execute(_HANG_UP)).all()
        await self.held[0].commit()
        return len(ended)
