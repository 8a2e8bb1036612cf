"""People who fill in the product's proposal form, each answer read before the next."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from bot.playground.message import Message
from bot.playground.person import Person
from trials.histories import Owed

_TEXT: Final = "Поставити лавки біля амбулаторії, бо людям ніде чекати."
_PLACE: Final = "Станіслав"
_READS: Final = (0.0, 0.3)  # seconds in which a person reads and decides
_LOOKS: Final = 0.05

Deed = Callable[[Person, Message | None, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does once the bot said something, and the step it leads to."""

    seen: str
    does: Deed
    step: str


def _says(words: str) -> Deed:
    return lambda person, _message, tag: person.says(words, tag=tag)


def _presses(label: str = "") -> Deed:
    def press(person: Person, message: Message | None, tag: str) -> dict[str, Any]:
        if message is None:
            raise LookupError("nothing to press")
        wanted = label or message.buttons[0]
        return person.presses(wanted, message_id=message.message_id, tag=tag)

    return press


ROUND: Final[Sequence[Act]] = (
    Act("", _says("/idea"), "text"),
    Act("What should change", _says(_TEXT), "topic"),
    Act("Which topic", _presses(), "preview"),
    Act("Please check", _presses("Place"), "place"),
    Act("In which village", _says(_PLACE), "preview"),
    Act("Please check", _presses("Send"), "sent"),
)
_RECEIPT: Final = "Your proposal is No."
# What comes as a message of its own; the other screens replace one.
_MESSAGES: Final = ("What should change", "Which topic", "Please check", _RECEIPT)


class Proposers:
    """A number of people, of whom each sends some proposals."""

    def __init__(self, people: Sequence[Person], rounds: int, seed: int) -> None:
        self.waiting = len(people)
        self._people = people
        self._rounds = rounds
        # A seed must give the same trial again.
        self._dice = Random(f"{seed} proposers")  # noqa: S311

    @property
    def steps(self) -> dict[str, str]:
        """Tell the step to which each update leads."""
        acts = [act.step for _ in range(self._rounds) for act in ROUND]
        return {
            f"q{n}.{at}": step
            for n in range(len(self._people))
            for at, step in enumerate(acts)
        }

    @property
    def owed(self) -> tuple[Owed, ...]:
        """List the messages that everybody must have got in the end."""
        return tuple(
            Owed(person.id, words, self._rounds)
            for person in self._people
            for words in _MESSAGES
        )

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Let all of them fill in their forms until the block ends."""
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._propose(n, person))
                for n, person in enumerate(self._people)
            ]
            yield
            for task in tasks:
                task.cancel()

    async def _propose(self, number: int, person: Person) -> None:
        tags = (f"q{number}.{at}" for at in range(self._rounds * len(ROUND)))
        for _ in range(self._rounds):
            typed = 0
            for act in ROUND:
                message = await look(person, act.seen, typed) if act.seen else None
                await asyncio.sleep(self._dice.uniform(*_READS))
                done = act.does(person, message, next(tags))
                typed = done.get("message_id", typed)
            await look(person, _RECEIPT, typed)
        self.waiting -= 1


async def look(person: Person, words: str, after: int) -> Message:
    """Wait until the chat shows some words below a message."""
    while True:
        for message in reversed(person.sees()):
            if message.message_id <= after:
                break
            if message.from_bot and words in message.text:
                return message
        await asyncio.sleep(_LOOKS)
