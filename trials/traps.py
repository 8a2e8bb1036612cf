"""Points of the way at which a replica kills or freezes itself, once it is told to.

A point is armed by a file. Whichever process comes by takes the file away, so that a
point strikes once; nothing of the product knows of it.
"""

import asyncio
import inspect
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.intake.polling import Poller
from bot.intake.store import Inbox
from bot.intake.webhook import Webhook
from bot.outbox.broom import Broom
from bot.outbox.drain import Drain
from bot.outbox.settle import Settler
from bot.outbox.speaker import AnswerSpeaker
from bot.services.digest import digest_slots
from bot.services.endings import erasure
from bot.updates import closing
from trials import form

_PATIENCE: Final = 30.0  # seconds until somebody must have come by


class Point(NamedTuple):
    """A place before or after a function, by the function's owner and name."""

    owner: object
    name: str
    after: bool = False


POINTS: Final[Mapping[str, Point]] = {
    "fetched": Point(Poller, "_take"),
    "received": Point(Webhook, "_store"),
    "stored": Point(Inbox, "store", after=True),  # not confirmed
    "handling": Point(form, "leave_effect", after=True),
    "closed": Point(closing, "close", after=True),  # not committed
    "committed": Point(AnswerSpeaker, "speak"),
    "marked": Point(Drain, "_send"),  # as leaving, and that is committed
    "called": Point(Settler, "settle"),
    "swept": Point(Broom, "flush"),
    "digesting": Point(digest_slots, "mark_shown"),
    "erasing": Point(erasure, "empty_queues", after=True),
    "remembered": Point(erasure, "remember", after=True),  # outside, not committed
}


def lay(folder: Path) -> None:
    """Lay all points into this process."""
    for name, point in POINTS.items():
        function = getattr(point.owner, point.name)
        strike = partial(_strike, folder, name)
        watched = _watched(function, strike, after=point.after)
        setattr(point.owner, point.name, watched)


@dataclass(frozen=True)
class Traps:
    """The points as a trial sets them, in a folder that all replicas know."""

    folder: Path

    def arm(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Let the next process that comes by a point get a signal there."""
        draft = self.folder / f"{name}.draft"
        draft.write_text(str(int(number)))
        draft.rename(self.folder / name)

    async def struck(self, name: str) -> int:
        """Wait until somebody came by; returns the id of the process."""
        async with asyncio.timeout(_PATIENCE):
            while not (process := self._find(name)):
                await asyncio.sleep(0.01)
        return process

    def _find(self, name: str) -> int | None:
        for path in self.folder.glob(f"{name}.struck.*"):
            path.unlink()
            return int(path.suffix[1:])
        return None


def _watched(
    function: Callable[..., Any], strike: Callable[[], None], *, after: bool
) -> Callable[..., Any]:
    if not inspect.iscoroutinefunction(function):

        @wraps(function)
        def struck_before(*args: Any, **kwargs: Any) -> Any:
            strike()
            return function(*args, **kwargs)

        return struck_before

    @wraps(function)
    async def watched(*args: Any, **kwargs: Any) -> Any:
        if not after:
            strike()
        result = await function(*args, **kwargs)
        if after:
            strike()
        return result

    return watched


def _strike(folder: Path, name: str) -> None:
    armed, process = folder / name, os.getpid()
    try:
        number = int(armed.read_text())
        armed.rename(folder / f"{name}.struck.{process}")
    except FileNotFoundError:
        return
    os.kill(process, number)
