"""Telegram's pace, kept by the one replica that sends what nobody waits for.

Limits: 30 messages a second in all, 1 a second to a private chat after a short burst,
20 a minute to a group (Telegram's FAQ for bot developers). A bucket lets out at most
its size and its rate within any second, so sizes and rates stay below in sum. What a
bad line holds back arrives together, however evenly it left: so a message keeps its
place among the thirty until a second after its answer came.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.models.outbox import MessageClass
from bot.outbox.row import Row

_PRUNE_AT: Final = 10_000
_BROADCASTS: Final = 20  # within any second
_IN_ALL: Final = 30  # the same


@dataclass(slots=True)
class Bucket:
    """Fills at a rate per second up to its size; starts empty on a take-over."""

    rate: float
    size: float
    since: float
    level: float = 0.0

    def fill(self, now: float) -> None:
        """Add what has accrued; a clock that went back adds nothing."""
        self.level = min(self.size, self.level + max(0.0, now - self.since) * self.rate)
        self.since = now

    @property
    def open(self) -> bool:
        """Tell whether one message may pass."""
        return self.level >= 1

    @property
    def pause(self) -> float:
        """Tell in how many seconds the next may pass."""
        return (1 - self.level) / self.rate

    def take(self) -> None:
        """Let one message pass."""
        self.level -= 1


class Window:
    """Lets so many pass within any second.

    A small bucket would lose what accrues while nobody looks: five in twenty.
    """

    def __init__(self, most: int, now: float) -> None:
        self._passed = deque([now] * most, maxlen=most)
        self._now = now

    def fill(self, now: float) -> None:
        """Tell the time; a clock that went back lets nothing pass."""
        self._now = now

    @property
    def open(self) -> bool:
        """Tell whether one message may pass."""
        return self.pause <= 0

    @property
    def pause(self) -> float:
        """Tell in how many seconds the next may pass."""
        return self._passed[0] + 1.0 - self._now

    def take(self) -> None:
        """Let one message pass."""
        self._passed.append(self._now)


class Flight:
    """Counts what may still arrive in this second: under way, or answered just now.

    Of the calls that arrive within a second, take the one that left last: all others
    were under way then, or had their answers less than a second before.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way = 0
        self._landed = deque[float]()

    def fill(self, now: float) -> None:
        """Forget what landed more than a second ago."""
        while self._landed and self._landed[0] < now - 1.0:
            self._landed.popleft()

    @property
    def open(self) -> bool:
        """Tell whether one message may pass."""
        return self._under_way + len(self._landed) < self._most

    def take(self) -> None:
        """Let one message pass."""
        self._under_way += 1

    def land(self, now: float) -> None:
        """Tell that a message was answered."""
        self._under_way -= 1
        self._landed.append(now)

    def count(self, under_way: int) -> None:
        """Tell how many are under way: of those let pass, not all may have left."""
        self._under_way = under_way


@dataclass
class Pace:
    """Says whether a message may leave now, and remembers that it did."""

    now: float
    cold: bool = True  # somebody else may have sent until a moment ago
    _all: Bucket = field(init=False)
    _flight: Flight = field(init=False, default_factory=lambda: Flight(_IN_ALL))
    _broadcast: Window = field(init=False)
    _burst: Bucket = field(init=False)  # of broadcasts: smaller than that of all
    _chats: dict[int, Bucket] = field(init=False, default_factory=dict)
    _resting: dict[int, float] = field(init=False, default_factory=dict)  # until when

    def __post_init__(self) -> None:
        """Start empty: what the sender before us let out is not known."""
        self._all = Bucket(rate=24, size=4, since=self.now)
        self._broadcast = Window(_BROADCASTS, self.now)
        self._burst = Bucket(rate=24, size=3, since=self.now)

    def allows(self, row: Row, now: float) -> bool:
        """Take a place for one message, if every bucket that it needs has one."""
        buckets = self._buckets(row, now)
        for bucket in buckets:
            bucket.fill(now)
        if not all(bucket.open for bucket in buckets):
            self._note(row, now)
            return False
        for bucket in buckets:
            bucket.take()
        return True

    def recount(self, under_way: int) -> None:
        """Forget places that were given and never used."""
        self._flight.count(under_way)

    def landed(self, row: Row, now: float) -> None:
        """Free the place of a message, a second after its answer."""
        if row.message_class is not MessageClass.ANSWER:
            self._flight.land(now)

    def pause(self, now: float) -> float:
        """Tell in how many seconds a broadcast may leave; 0 when it may now."""
        self._broadcast.fill(now)
        return max(0.0, self._broadcast.pause)

    def resting(self, now: float) -> Sequence[int]:
        """List the chats that were found to have had enough for now."""
        self._resting = {key: at for key, at in self._resting.items() if at > now}
        return list(self._resting)

    def _buckets(self, row: Row, now: float) -> list[Bucket | Window | Flight]:
        buckets: list[Bucket | Window | Flight] = [self._chat(row, now)]
        if row.message_class is not MessageClass.ANSWER:
            buckets += [self._all, self._flight]
        if row.message_class is MessageClass.BROADCAST:
            buckets += [self._broadcast, self._burst]
        return buckets

    def _chat(self, row: Row, now: float) -> Bucket:
        if len(self._chats) > _PRUNE_AT:
            self._prune(now)
        if row.chat_key not in self._chats:
            bucket = _chat_bucket(row.address.chat_id, now)
            if self.cold:
                bucket.level, bucket.since = 0, self.now
            self._chats[row.chat_key] = bucket
        return self._chats[row.chat_key]

    def _note(self, row: Row, now: float) -> None:
        chat = self._chats[row.chat_key]
        if not chat.open:
            self._resting[row.chat_key] = now + chat.pause

    def _prune(self, now: float) -> None:
        for bucket in self._chats.values():
            bucket.fill(now)
        self._chats = {
            key: bucket
            for key, bucket in self._chats.items()
            if bucket.level < bucket.size
        }


def _chat_bucket(chat_id: int, now: float) -> Bucket:
    if chat_id < 0:  # groups have negative ids
        return Bucket(rate=18 / 60, size=2, since=now, level=2)
    return Bucket(rate=1, size=3, since=now, level=3)
