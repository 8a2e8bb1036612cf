"""`viche run`."""

import gc
from typing import Final

import uvloop

from bot import serve
from bot.commands import database
from bot.services.checks import examining
from bot.services.similar import reading
from bot.settings import Settings

_THRESHOLDS: Final = (10_000, 50, 50)  # objects; then collections of the younger


def run(chosen: Settings) -> None:
    """Run one replica until SIGTERM."""
    examining.prepare()
    reading.prepare()
    spare_the_collector()
    uvloop.run(serve.run(chosen, database.address(chosen)))


def spare_the_collector() -> None:
    """Leave what lives for ever out of garbage collection: a tenth of all CPU."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
