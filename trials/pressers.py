"""People who stand before a question with buttons, and press when they are told."""

import asyncio
from typing import TYPE_CHECKING, Final

from bot.playground.person import Person
from trials.ground import Ground
from trials.histories import Owed
from trials.proposers import ROUND, look

if TYPE_CHECKING:
    from bot.playground.message import Message

_PATIENCE: Final = 60.0


class Presser:
    """Somebody in the proposal form, whose next answer is a press."""

    def __init__(self, person: Person, number: int) -> None:
        self._person = person
        self._number = number
        self._question: Message | None = None

    async def open_form(self) -> None:
        """Answer the questions that come before the buttons."""
        after = 0
        for at, act in enumerate(ROUND[:2]):
            message = await look(self._person, act.seen, after) if act.seen else None
            done = act.does(self._person, message, self._tag(at))
            after = done["message_id"]
        self._question = await look(self._person, ROUND[2].seen, after)

    @property
    def owed(self) -> list[Owed]:
        """List the questions that are put once, to whoever pressed once or twice."""
        questions = [act.seen for act in ROUND[1:3]]
        return [Owed(self._person.id, each, 1) for each in questions]

    def press(self) -> None:
        """Press the first button; said again, it is the same answer."""
        ROUND[2].does(self._person, self._question, self._tag(2))

    async def sees_preview(self) -> None:
        """Wait for what the press leads to."""
        async with asyncio.timeout(_PATIENCE):
            await look(self._person, ROUND[3].seen, 0)

    def _tag(self, at: int) -> str:
        return f"q{self._number}.{at}"


async def seated(ground: Ground, count: int) -> list[Presser]:
    """Let people join, and go as far as the buttons."""
    people = await ground.seat_proposers(count)
    pressers = [Presser(person, n) for n, person in enumerate(people)]
    await asyncio.gather(*(each.open_form() for each in pressers))
    return pressers
