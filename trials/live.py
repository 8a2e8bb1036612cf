"""A stage where real replicas serve, and are killed while people act."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple, TypeVar

from trials.fleet import Fleet

Found = TypeVar("Found")

_PATIENCE: Final = 90.0  # seconds that somebody waits for an answer
_LOOK: Final = 0.03
# After a kill answers go by the elected sender, who lets one a second into a chat, for
# as long as the next update comes before the last answer is swept away: people take
# their time.
_THOUGHT: Final = 0.1
_LATEST: Final = 0.5  # seconds between an act and the kill


class StuckError(Exception):
    """Somebody waited in vain."""


class Kill(NamedTuple):
    """Whom to kill, and when: so many seconds after an act."""

    act: int
    delay: float
    victim: int


@dataclass
class Live:
    """Counts the acts of people, and lets them wait for the replicas."""

    fleet: Fleet
    kills: Sequence[Kill]
    acts: int = 0

    async def act(self) -> None:
        """Let somebody think before they act."""
        if self.kills:
            await asyncio.sleep(_THOUGHT)
        self.acts += 1

    async def until(self, look: Callable[[], Found | None], what: str) -> Found:
        """Look again and again."""
        began = time.monotonic()
        while (found := look()) is None:
            if time.monotonic() - began > _PATIENCE:
                raise StuckError(what)
            await asyncio.sleep(_LOOK)
        return found

    async def kill(self) -> None:
        """Kill each victim in its moment, or as soon as there is one to kill."""
        for kill in self.kills:
            while self.acts < kill.act:
                await asyncio.sleep(_LOOK)
            await asyncio.sleep(kill.delay)
            known = self.fleet.kills
            while self.fleet.kills == known:
                self.fleet.places[kill.victim].kill()
                await asyncio.sleep(_LOOK)


def draw(dice: Random, acts: range, count: int, victims: int) -> list[Kill]:
    """Draw kills over a stretch of acts."""
    return [
        Kill(act, dice.uniform(0, _LATEST), dice.randrange(victims))
        for act in sorted(dice.choices(acts, k=count))
    ]
