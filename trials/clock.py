"""The bot's clock, moved ahead during a trial."""

import time
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import text

from trials.ground import Ground

_FORWARD: Final = text(
    "update clock set ahead = ahead + make_interval(secs => :seconds)"
)


@dataclass
class Clock:
    """Moves the clock, and knows what time it was for the bot."""

    ground: Ground
    _moves: list[tuple[float, float]] = field(default_factory=list)

    async def forward(self, seconds: float) -> None:
        """Move the clock ahead."""
        began = time.time()
        async with self.ground.engine.begin() as connection:
            await connection.execute(_FORWARD, {"seconds": seconds})
        self._moves.append((began, seconds))

    def at(self, moment: float) -> float:
        """Tell what time it was for the bot at a moment."""
        return moment + sum(ahead for began, ahead in self._moves if began <= moment)
