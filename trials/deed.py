"""What a replica may be struck in: done once, told once, and counted afterwards."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import TextClause, text

from bot.playground.person import Person as Phone
from trials.ground import Ground
from trials.report import doubts

_EFFECTS: Final = text("select count(*) from trial_effect where tag = :tag")


class Outcome(NamedTuple):
    """What comes of a deed: its effects, its messages at Telegram, and the doubts."""

    effects: int
    sends: int
    doubts: int


ONCE: Final = Outcome(1, 1, 0)
# Nobody can know whether it was sent: it is counted, and where that does no harm said
# again. What was not sent yet is in doubt, too, as soon as it is marked as leaving.
ONCE_IN_DOUBT: Final = Outcome(1, 1, 1)
TWICE_IN_DOUBT: Final = Outcome(1, 2, 1)
NEVER_IN_DOUBT: Final = Outcome(1, 0, 1)
# The buttons and the commands are taken away, too.
ONCE_ALL_IN_DOUBT: Final = Outcome(1, 1, 3)


@dataclass
class Deed(ABC):
    """Something that must have its effect once, and be told once."""

    ground: Ground
    phone: Phone
    number: int
    _doubts: int = 0

    async def prepare(self) -> None:
        """Begin, and wait until nothing else is under way."""
        await self.begin()
        await self.ground.calm(self.ground.left)
        self._doubts = doubts(await self.ground.figures())

    async def settle(self) -> float:
        """Wait until it is done, and nothing left; returns the seconds."""

        async def left() -> int:
            return await self.ground.left() + (not await self.effects())

        return await self.ground.calm(left)

    async def outcome(self) -> Outcome:
        """Count what came of it."""
        more = doubts(await self.ground.figures()) - self._doubts
        return Outcome(await self.effects(), self.sends(), more)

    @abstractmethod
    async def begin(self) -> None:
        """Do all that comes before; the bot will be waited for."""

    @abstractmethod
    async def act(self) -> None:
        """Do the one thing in which a replica dies."""

    @abstractmethod
    async def effects(self) -> int:
        """Count how often it had its effect."""

    @abstractmethod
    def sends(self) -> int:
        """Count how often Telegram took its message."""


async def effects(ground: Ground, tag: str) -> int:
    """Count the rows that an update left."""
    return await count(ground, _EFFECTS, tag=tag)


async def count(ground: Ground, statement: TextClause, **values: int | str) -> int:
    """Count by a statement."""
    async with ground.engine.connect() as connection:
        return int((await connection.execute(statement, values)).scalar_one())


def sent(ground: Ground, chat: int, words: str) -> int:
    """Count the messages with some words that Telegram took for a chat."""
    return sum(
        call.accepted and call.chat == chat and words in (call.text or "")
        for call in ground.telegram.calls_of("sendMessage")
    )
