"""Telegram's flood limits."""

import math
from collections import deque
from dataclasses import dataclass, field

MINUTE = 60.0


@dataclass(slots=True)
class Limits:
    """Say how much a bot may send before it is told to wait."""

    per_second: int = 30
    burst_per_chat: int = 5
    per_group_minute: int = 20
    answer_window: float = 0.0
    _all: deque[float] = field(default_factory=deque, repr=False)
    _private: dict[int, tuple[float, float]] = field(default_factory=dict, repr=False)
    _groups: dict[int, deque[float]] = field(default_factory=dict, repr=False)

    def private(self, chat_id: int, now: float, idle: float) -> int:
        """Count a message to a person; give the seconds to wait, 0 if none."""
        tokens, since = self._private.get(chat_id, (float(self.burst_per_chat), now))
        tokens = min(self.burst_per_chat, tokens + max(0.0, now - since))
        wait = math.ceil(1 - tokens) if tokens < 1 else 0
        answers = idle < self.answer_window
        wait = wait or (0 if answers else self._overall(now))
        self._private[chat_id] = (tokens if wait else tokens - 1, now)
        return wait

    def group(self, chat_id: int, now: float) -> int:
        """Count a message or an edit in a group; give the seconds to wait."""
        recent = self._groups.setdefault(chat_id, deque())
        wait = _window(recent, now, MINUTE, self.per_group_minute)
        wait = wait or self._overall(now)
        if not wait:
            recent.append(now)
        return wait

    def _overall(self, now: float) -> int:
        wait = _window(self._all, now, 1.0, self.per_second)
        if not wait:
            self._all.append(now)
        return wait


def _window(recent: deque[float], now: float, span: float, most: int) -> int:
    while recent and recent[0] <= now - span:
        recent.popleft()
    if len(recent) < most:
        return 0
    return max(1, math.ceil(recent[0] + span - now))
