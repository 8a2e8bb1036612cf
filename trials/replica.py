"""One replica of the bot in a process of its own, with the trial's form added."""

import os
import signal
import sys
from pathlib import Path
from typing import Final

import uvloop

from bot import jobs, logs, serve, settings, ticks
from bot.commands.running import spare_the_collector
from bot.mail import postman
from handlers import FEATURES
from trials.form import TRIAL
from trials.poison import POISON
from trials.traps import lay

_HURRIED: Final = "send digests"
TICK: Final = "tick"  # seconds, for trials that cannot wait for a job's own


def main(values: dict[str, str], log: Path, traps: Path | None = None) -> None:
    """Run until killed, or asked to stop; what it logs goes into a file.

    `traps` is the folder of the points at which it kills itself.
    """
    # Asked to stop before it began, it has nothing to finish.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    if tick := values.pop(TICK, None):
        hurried = [
            (name, float(tick), job) for name, _, job in jobs.JOBS if name == _HURRIED
        ]
        vars(ticks)["JOBS"] = hurried
        vars(postman)["_LOOKS_EVERY"] = float(tick)
    chosen = settings.load(_env_file=None, **values)
    logs.configure(chosen.log_level, chosen.log_format)
    url = chosen.database_url
    if url is None:
        raise SystemExit("a replica needs a database")
    if traps is not None:
        lay(traps)
    features = [TRIAL, POISON, *FEATURES]
    spare_the_collector()
    uvloop.run(serve.run(chosen, url.get_secret_value(), features))
