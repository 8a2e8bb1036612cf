"""`viche export`."""

import asyncio
from pathlib import Path
from typing import BinaryIO, Final

from rich.progress import Progress
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import chosen_groups, database
from bot.errors import StartError
from bot.services.exporting import files, reading
from bot.settings import Settings

_EVERY: Final = 1_000  # rows between two looks at the bar
_PATIENT: Final = text("set local statement_timeout = 0")


def write(chosen: Settings, path: Path, group: int | None) -> int:
    """Write what is published to a file, by the ending of its name; counts the rows.

    Whoever finds the file finds all of it: until it is whole it bears another name.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind not in files.WRITERS:
        raise StartError("FILE", got=path.name, wanted="a name in .csv, .xlsx or .json")
    half = path.with_name(f"{path.name}.part")
    opened = _open(half)
    try:
        with opened as file:
            count = database.ask(chosen, lambda each: _write(each, file, kind, group))
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    if kind == "csv":
        told = path.with_name(f"{path.stem}-dictionary.csv")
        told.write_bytes(files.write_dictionary())
    return count


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        wanted = "a folder that is there and can be written to"
        got = f"{path.parent} ({error.strerror})"
        raise StartError("FILE", got=got, wanted=wanted) from error


async def _write(
    session: AsyncSession, file: BinaryIO, kind: str, group: int | None
) -> int:
    await session.execute(_PATIENT)
    found = await chosen_groups.find(session, group)
    groups = None if group is None else [each.id for each in found]
    written, writer = 0, files.WRITERS[kind](file)
    with Progress(transient=True) as progress:
        total = await reading.count(session, groups)
        bar = progress.add_task("Writing", total=total)
        async for row in reading.rows(session, groups):
            writer.write(row)
            written += 1
            if written % _EVERY == 0:
                progress.update(bar, completed=written)
                await asyncio.sleep(0)
        writer.close()
    return written
