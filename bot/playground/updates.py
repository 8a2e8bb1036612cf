"""Updates on their way to the bot: made, handed out, confirmed, expired."""

import asyncio
import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.playground.answers import JSON
from bot.playground.chance import dice
from bot.playground.copies import copied
from bot.playground.journal import Journal

DAY = 86400.0
LIVES = {"callback_query": 150.0}
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
MESSAGES = {"message", "edited_message"}


@dataclass(slots=True)
class Pending:
    """An update that the bot has not confirmed."""

    update: JSON
    queue: str
    expires: float
    ready: float
    late: bool = False
    copies: int = 1
    handed: int = 0
    owed: bool = True

    @property
    def id(self) -> int:
        """Give the update's number."""
        return int(self.update["update_id"])


@dataclass(slots=True)
class Trouble:
    """What goes wrong between Telegram and the bot: chances from 0 to 1."""

    duplicate: float = 0.0
    late: float = 0.0
    seconds: float = 1.0
    shuffle: float = 0.0


class Updates:
    """Keep what the bot has to learn, in order."""

    def __init__(self, journal: Journal, now: Callable[[], float], seed: int) -> None:
        self.now = now
        self.allowed: set[str] = set()
        self.trouble = Trouble()
        self.dice = dice(seed)
        self.made = self.expired = 0
        self.taken: Callable[[JSON], None] = lambda _update: None
        self._journal = journal
        self._next = self.dice.randrange(1, 2**30)
        self._pending: dict[int, Pending] = {}
        self._queues: dict[str, dict[int, Pending]] = {}
        self._deaths: list[tuple[float, int]] = []
        self._births: list[tuple[float, int]] = []
        self._listeners: list[asyncio.Event] = []

    def __len__(self) -> int:
        """Count what waits."""
        self.expire()
        return len(self._pending)

    def admits(self, kind: str) -> bool:
        """Tell whether the bot asked for this kind."""
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def make(self, kind: str, content: JSON, queue: str, **facts: object) -> None:
        """Bring an update into being, unless the bot did not ask for its kind."""
        if not self.admits(kind):
            return
        update = {"update_id": self._next, kind: copied(content)}
        self._next += 1
        self.made += 1
        pending = self._plan(update, queue, LIVES.get(kind, DAY))
        self._keep(pending)
        self._journal.write("made", update_id=pending.id, update_kind=kind, **facts)
        self.wake()

    def _plan(self, update: JSON, queue: str, life: float) -> Pending:
        now, chances = self.now(), self.trouble
        late = self.dice.random() < chances.late
        delay = self.dice.uniform(0, chances.seconds) if late else 0.0
        copies = 2 if self.dice.random() < chances.duplicate else 1
        return Pending(update, queue, now + life, now + delay, late, copies)

    def _keep(self, pending: Pending) -> None:
        self._pending[pending.id] = pending
        self._queues.setdefault(pending.queue, {})[pending.id] = pending
        heapq.heappush(self._deaths, (pending.expires, pending.id))
        if pending.late:
            heapq.heappush(self._births, (pending.ready, pending.id))

    def expire(self) -> None:
        """Forget what is too old."""
        now = self.now()
        while self._deaths and self._deaths[0][0] <= now:
            _, number = heapq.heappop(self._deaths)
            if number in self._pending:
                self.forget(self._pending[number])
                self.expired += 1
                self._journal.write("expired", update_id=number)

    def waiting(self) -> list[Pending]:
        """List what may be handed out now, oldest first."""
        self.expire()
        now = self.now()
        return [one for one in self._pending.values() if one.ready <= now]

    def unconfirmed(self) -> list[JSON]:
        """List what the bot has not confirmed, oldest first."""
        self.expire()
        return [one.update for one in self._pending.values()]

    def queues(self) -> list[str]:
        """List the queues that have updates."""
        self.expire()
        return list(self._queues)

    def queued(self, queue: str) -> list[Pending]:
        """List what a queue may hand out now, oldest first."""
        self.expire()
        now = self.now()
        waiting = self._queues.get(queue, {}).values()
        return [one for one in waiting if one.ready <= now]

    def is_alive(self, pending: Pending) -> bool:
        """Tell whether an update is still to be handed out."""
        self.expire()
        return pending.id in self._pending

    def next_ready(self) -> float | None:
        """Say in how many seconds the next late update is due."""
        now = self.now()
        while self._births and self._births[0][0] <= now:
            heapq.heappop(self._births)
        return self._births[0][0] - now if self._births else None

    def hand(self, pending: Pending, how: str, attempt: int) -> None:
        """Note that an update was handed out."""
        pending.handed += 1
        pending.owed = False
        self._journal.write(
            "handed", update_id=pending.id, how=how, attempt=attempt, n=pending.handed
        )

    def confirm(self, confirmed: Iterable[Pending], up_to: int, how: str) -> None:
        """Forget what the bot has, but for what is to come twice."""
        ids = []
        for pending in list(confirmed):
            ids.append(pending.id)
            pending.copies -= 1
            pending.late = pending.owed = True
            if pending.copies < 1:
                self.forget(pending)
            self.taken(pending.update)
        self._journal.write("confirmed", update_id=up_to, how=how, updates=ids)

    def confirm_below(self, offset: int) -> None:
        """Confirm what lies below an offset; what is late may still come."""
        done = [
            one
            for one in self._pending.values()
            if one.id < offset and not (one.late and one.owed)
        ]
        if done:
            self.confirm(done, offset - 1, "poll")

    def forget(self, pending: Pending) -> None:
        """Drop an update."""
        self._pending.pop(pending.id, None)
        queue = self._queues.get(pending.queue, {})
        queue.pop(pending.id, None)
        if not queue:
            self._queues.pop(pending.queue, None)

    def clear(self) -> None:
        """Drop everything that waits."""
        self._pending.clear()
        self._queues.clear()

    def listen(self) -> asyncio.Event:
        """Give an event that is set whenever an update comes into being."""
        event = asyncio.Event()
        self._listeners.append(event)
        return event

    def unlisten(self, event: asyncio.Event) -> None:
        """Stop listening."""
        self._listeners.remove(event)

    def wake(self) -> None:
        """Wake all listeners."""
        for event in self._listeners:
            event.set()
