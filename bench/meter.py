"""CPU and memory of processes, as Linux counts them."""

import os
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE_MB: Final = os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def cpu_of(pid: int) -> float:
    """Return the CPU seconds of a process."""
    fields = _stat(Path(f"/proc/{pid}"))
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_of(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_MB


def cpu_of_postgres() -> float:
    """Return the CPU seconds of all PostgreSQL processes that live."""
    total = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            total += _postgres(folder)
    return total


def _postgres(folder: Path) -> float:
    try:
        if (folder / "comm").read_text().strip() != "postgres":
            return 0.0
        fields = _stat(folder)
    except OSError:  # it ended meanwhile
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _stat(folder: Path) -> list[str]:
    return (folder / "stat").read_text().rsplit(")", 1)[1].split()
