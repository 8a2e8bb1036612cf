"""The working group's team: a moderator at the queue, a coordinator with digests."""

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.playground.group import Group
from bot.playground.message import Message
from bot.words.codes import REASONS
from trials import hotline
from trials.hand import Hand
from trials.hotline import Appeal, Plan
from trials.phrases import pattern, phrase

CARD: Final = "No. {id}, {date}"
ACCEPT: Final = "Pass to the group"
ENDS: Final = (
    "The queue is empty. Thank you!",
    "That was the last one. Left for later: {n}. /queue",
)
QUESTION: Final = "What do you want to ask the author?"
REFUSE: Final = "Do not pass on"
WILL_READ: Final = "The author will read:"
WHO_HELPS: Final = "Who can help? Write the service and its phone."
ON_ITS_WAY: Final = "The digest is on its way to the chat of {group}."
TITLE: Final = "Digest for the Working Group"
HEADING: Final = "No.\u00a0{id} · {topic}"
BRIEF: Final = "No.\u00a0{id}. {text}"
DECIDE: Final = "The group needs to decide: {n}"
CONTINUED: Final = "The digest, continued"
_ENOUGH: Final = 30  # characters by which a text is known again


class Moderator:
    """Reads every card and decides as planned."""

    def __init__(self, hand: Hand, plan: Plan, numbers: Mapping[str, Appeal]) -> None:
        self.hand = hand
        self.asked: list[str] = []
        self.misread: list[str] = []  # cards that do not show what was sent
        self._plan = plan
        self._numbers = numbers
        self._read: set[str] = set()

    async def go_through(self, numbers: Collection[str]) -> None:
        """Decide on these cards, which are the queue."""
        self._read.clear()
        while not self._read.issuperset(numbers):
            await self.hand.says("/queue")
            while self._is_card(card := await self.hand.until(self._look, "a card")):
                await self._decide(card, self._number(card))

    def _look(self) -> Message | None:
        """Find the next card that was not read, or the end of the queue."""
        for message in self.hand.news():
            if any(self._says(message, end) for end in ENDS):
                return message
            if self._is_card(message) and self._number(message) not in self._read:
                return message
        return None

    def _is_card(self, message: Message) -> bool:
        return self.hand.offers(message, ACCEPT)

    def _says(self, message: Message, sentence: str) -> bool:
        return bool(pattern(self.hand.language, sentence).search(message.text))

    def _number(self, card: Message) -> str:
        found = pattern(self.hand.language, CARD).search(card.text)
        return found["id"] if found else ""

    async def _decide(self, card: Message, number: str) -> None:
        self._read.add(number)
        appeal = self._numbers[number]
        if appeal.kept not in card.text:
            self.misread.append(appeal.id)
        if appeal.id in self._plan.refused:
            await self._refuse(card, self._plan.refused[appeal.id])
        elif appeal.id in self._plan.asked and number not in self.asked:
            await self._ask(card, number)
        else:
            await self.hand.presses(card, ACCEPT)

    async def _ask(self, card: Message, number: str) -> None:
        self.asked.append(number)
        await self.hand.presses(card, "Ask for details")
        await self.hand.sees(QUESTION)
        await self.hand.says(hotline.QUESTION)

    async def _refuse(self, card: Message, code: str) -> None:
        reason, fact = REASONS[code].button.msgid, hotline.REASONS[code]
        await self.hand.presses(card, REFUSE)
        choice = await self.hand.sees("Choose a reason", reason)
        await self.hand.presses(choice, reason)
        if fact is not None:
            await self.hand.sees(WHO_HELPS)
            await self.hand.says(fact)
        await self.hand.presses(await self.hand.sees(WILL_READ, REFUSE), REFUSE)


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as the group reads it: whose texts it shows, how many wait."""

    text: str
    numbers: Sequence[str]
    waits: int
    is_continued: bool = False

    @classmethod
    def read(cls, text: str, language: str) -> "Digest":
        """Read the message, or both."""
        headings = pattern(language, HEADING).finditer(text)
        waits = pattern(language, DECIDE).search(text)
        numbers = [*_whole(text, language), *(each["id"] for each in headings)]
        only = list(dict.fromkeys(numbers))
        is_continued = phrase(language, CONTINUED) in text
        return cls(text, only, int(waits["n"]) if waits else 0, is_continued)

    def shows(self, words: str) -> bool:
        """Tell whether a text is there, from its beginning."""
        return words[:_ENOUGH] in self.text


def _whole(text: str, language: str) -> Iterator[str]:
    """Find the numbers of texts that fit into a line."""
    beginning = phrase(language, BRIEF).partition("⟨")[0]
    for line in text.split("\n"):
        number, _, words = line.removeprefix(beginning).partition(". ")
        if line.startswith(beginning) and number.isdigit() and words[-1:] != "…":
            yield number


class Coordinator:
    """Asks for digests until they bring nothing new."""

    def __init__(
        self,
        hand: Hand,
        chat: Group,
        language: str,
        pause: Callable[[], Awaitable[None]],
    ) -> None:
        self.hand = hand
        self._chat = chat
        self._language = language
        self._pause = pause

    async def digest_all(self) -> None:
        """Ask for one digest after the other, as long as each brings something new."""
        shown: set[str] = set()
        while True:
            digest = await self._ask(len(self.digests()))
            if shown.issuperset(digest.numbers):
                return
            shown.update(digest.numbers)
            if len(shown) == digest.waits:
                return

    async def _ask(self, known: int) -> Digest:
        await self._pause()
        await self.hand.says("/digest now")
        await self.hand.sees(ON_ITS_WAY)
        return await self.hand.until(
            lambda: next(iter(self.digests()[known:]), None), "a digest"
        )

    def digests(self) -> list[Digest]:
        """List the digests that the group has got, each with its second message."""
        title, more = (phrase(self._language, each) for each in (TITLE, CONTINUED))
        texts: list[str] = []
        for message in self._chat.sees():
            if title in message.text:
                texts.append(message.text)
            elif more in message.text:
                texts[-1] += "\n" + message.text
        return [Digest.read(text, self._language) for text in texts]
