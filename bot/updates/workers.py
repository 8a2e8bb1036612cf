"""The workers of a replica: round the lanes that have work, a few updates a turn."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.db import Sessions
from bot.updates import lanes
from bot.updates.turn import Took, Turn

WORKERS: Final = 8
PER_TURN: Final = 5
_POLL: Final = 0.5
_LEFT: Final = 0.5  # seconds after which work counts as left by whoever took it in
_PAUSE: Final = 1.0
_BUSY: Final = 0.05  # another replica has the lane, and may not see what came here

log = structlog.get_logger(__name__)


@dataclass
class Workers:
    """Serves lanes: those offered here at once, those left by others at a look."""

    sessions: Sessions
    turn: Turn
    _ready: dict[int, None] = field(default_factory=dict)
    _busy: set[int] = field(default_factory=set)
    _again: set[int] = field(default_factory=set)
    _stopped: bool = False
    _offered: asyncio.Event = field(default_factory=asyncio.Event)
    _going: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Start with work allowed."""
        self._going.set()

    def offer(self, found: Iterable[int]) -> None:
        """Hand lanes over that have new work."""
        for lane in found:
            if lane in self._busy:
                self._again.add(lane)
            else:
                self._ready[lane] = None
        self._offered.set()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_round())
            for _ in range(WORKERS):
                group.create_task(self._work())

    async def stop(self) -> None:
        """Let nothing begin any more, and wait until all hands are empty."""
        self._stopped = True
        await self.pause()

    async def pause(self) -> None:
        """Let nothing new begin, and wait until all hands are empty."""
        self._going.clear()
        while self._busy:
            await asyncio.sleep(0.02)

    @property
    def is_going(self) -> bool:
        """Tell whether work is allowed."""
        return self._going.is_set()

    def resume(self) -> None:
        """Go on after a pause, unless it was the end."""
        if not self._stopped:
            self._going.set()

    async def _look_round(self) -> None:
        """Find lanes that nobody offered here: of the dead, or after a pause.

        What another replica is about to serve is left to it: an answer from here would
        wait behind those that it has not yet noted as sent. Only the first look takes
        everything: what waits may be of a process that has just died.
        """
        after, longer_than = lanes.LOWEST, 0.0
        while True:
            try:
                async with self.sessions.begin() as session:
                    found = await lanes.waiting(session, after, longer_than=longer_than)
                is_end = len(found) < lanes.AT_ONCE
                after = lanes.LOWEST if is_end else found[-1]
                self.offer(found)
                longer_than = _LEFT
            except (OSError, SQLAlchemyError):
                log.exception("lanes could not be read")
            await asyncio.sleep(_POLL)

    async def _work(self) -> None:
        while True:
            lane = await self._next()
            self._busy.add(lane)
            try:
                await self._serve(lane)
            except Exception:
                # The database was away, or what cannot even be counted: others go on.
                log.exception("a turn was lost")
                await asyncio.sleep(_PAUSE)
            finally:
                self._busy.discard(lane)
                if lane in self._again:
                    self._again.discard(lane)
                    self.offer([lane])

    async def _serve(self, lane: int) -> None:
        for _ in range(PER_TURN):
            took = await self.turn.take(lane)
            if took is Took.BUSY:
                asyncio.get_running_loop().call_later(_BUSY, self.offer, [lane])
            if took is not Took.MORE:
                return
        self._again.add(lane)

    async def _next(self) -> int:
        while not (self._ready and self.is_going):
            self._offered.clear()
            if not self._ready:
                await self._offered.wait()
            await self._going.wait()
        lane = next(iter(self._ready))
        del self._ready[lane]
        return lane
