"""A phone in somebody's hand: acts, and waits for what the bot shows."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Protocol, TypeVar

from bot.playground.message import Message
from bot.playground.person import Person
from trials.phrases import pattern, phrase

Found = TypeVar("Found")


class Stage(Protocol):
    """Where people act: in a trial with processes, or in a test without."""

    def act(self) -> Awaitable[None]:
        """Let an act come; whoever kills does it around here."""

    def until(self, look: Callable[[], Found | None], what: str) -> Awaitable[Found]:
        """Wait until a look finds something."""


class Hand:
    """One person's phone; `since` is where their last act stands in the chat."""

    def __init__(self, phone: Person, language: str, stage: Stage) -> None:
        self.phone = phone
        self.language = language
        self.since = 0
        self._stage = stage

    async def says(self, words: str) -> None:
        """Type a message."""
        await self._stage.act()
        self.since = self.phone.says(words)["message_id"]

    async def taps(self, label: str) -> None:
        """Tap a key of the reply keyboard."""
        await self._stage.act()
        shown = phrase(self.language, label)
        self.since = self.phone.taps(shown)["message_id"]

    async def presses(self, message: Message, label: str) -> None:
        """Press one of the bot's own buttons under a message."""
        await self.picks(message, phrase(self.language, label))

    async def picks(self, message: Message, shown: str) -> None:
        """Press a button by what stands on it."""
        await self._stage.act()
        self.phone.presses(shown, message_id=message.message_id)
        self.since = message.message_id

    async def sees(self, sentence: str, button: str = "", **values: str) -> Message:
        """Wait for a message with this sentence, and with this button if named."""
        return await self.sees_one_of({sentence: button}, **values)

    async def sees_one_of(self, wanted: dict[str, str], **values: str) -> Message:
        """Wait for the first message with one of these sentences and its button."""
        looks = [
            (pattern(self.language, sentence, **values), button)
            for sentence, button in wanted.items()
        ]

        def look() -> Message | None:
            for message in self.news():
                for words, button in looks:
                    if words.search(message.text) and self.offers(message, button):
                        return message
            return None

        return await self.until(look, " or ".join(wanted))

    async def until(self, look: Callable[[], Found | None], what: str) -> Found:
        """Wait until a look finds something."""
        return await self._stage.until(look, f"{self.phone.id} waits for: {what}")

    def news(self) -> Iterator[Message]:
        """Go through what the bot said since the last act, the oldest first."""
        for number, raw in self.phone.chat.messages.items():
            if number >= self.since and Message(raw).from_bot:
                yield Message(raw)

    def offers(self, message: Message, label: str) -> bool:
        """Tell whether a message has one of the bot's own buttons."""
        return not label or phrase(self.language, label) in message.buttons
