"""The program as it was before the last migration, unpacked beside this one."""

import asyncio
import contextlib
import io
import os
import sys
import tarfile
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic.script import ScriptDirectory

from bot import schema

_STOP_SECONDS: Final = 10.0  # a supervisor's patience
# What was before it, nobody ran; it trips over what newer versions keep in drafts.
_FIRST: Final = "ea444c69cd820a00feaee2bac24212ca0e705064"
_ROOT: Final = Path(__file__).parent.parent
_MIGRATIONS: Final = "migrations/versions"


@dataclass(frozen=True, slots=True)
class Former:
    """A former program: its folder, and the revision that it knows as the newest."""

    folder: Path
    revision: str

    @asynccontextmanager
    async def running(
        self, values: Mapping[str, str], log: Path
    ) -> AsyncIterator[Process]:
        """Run one replica of it for as long as the block lasts, then ask it to end."""
        named = {name.upper(): value for name, value in values.items()}
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env={"PATH": os.defpath} | named,
                stdout=output,
                stderr=output,
            )
        try:
            yield process
        finally:
            await _end(process)


@asynccontextmanager
async def unpacked() -> AsyncIterator[Former | None]:
    """Unpack it; None where there is no history."""
    commit, revision = await _before_migration()
    packed = await _git("archive", "--format=tar", commit)
    if not packed:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        yield Former(Path(folder), revision)


async def _before_migration() -> tuple[str, str]:
    """Name the commit before the last migration, and the schema's revision there."""
    script = ScriptDirectory.from_config(schema.config()).get_revision(schema.head())
    # Not when its file came: that may have had another name before.
    known = f"-S{script.revision}"
    said = await _git("log", "--reverse", "--format=%H", known, "--", _MIGRATIONS)
    commit = said.decode().partition("\n")[0]
    before, revision = f"{commit}^", str(script.down_revision)
    if not await _git("rev-list", f"{_FIRST}..{before}"):
        return _FIRST, schema.head()
    if not await _git("grep", revision, before, "--", _MIGRATIONS):
        return commit, schema.head()  # it came with others, two steps are refused
    return before, revision


async def _git(*words: str) -> bytes:
    """Ask Git; nothing where it is not there, or knows nothing."""
    with contextlib.suppress(FileNotFoundError):
        process = await asyncio.create_subprocess_exec(
            "git", *words, cwd=_ROOT, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        out, _ = await process.communicate()
        return out if process.returncode == 0 else b""
    return b""


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
