"""What the scheduler ticks: each job opens its transactions and calls one service."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.db import Sessions

Job = Callable[[Sessions], Awaitable[None]]

JOBS: Final[Sequence[tuple[str, float, Job]]] = ()
