"""The working group's team: a moderator at the queue, a coordinator with digests."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from bot.playground.group import Group
from bot.playground.message import Message
from bot.wording import REASONS
from trials import hotline
from trials.hand import Hand
from trials.hotline import Appeal, Plan
from trials.phrases import pattern

CARD: Final = "No. {id}, {date}"
PASS: Final = "Pass to the group"
ENDS: Final = (
    "The queue is empty. Thank you!",
    "That was the last one. Left for later: {n}. /queue",
)
QUESTION: Final = "What do you want to ask the author?"
WHO_HELPS: Final = "Who can help? Write the service and its phone."
ON_ITS_WAY: Final = "The digest is on its way to the chat of {group}."
TITLE: Final = "Digest for the Working Group"
HEADING: Final = "No.\u00a0{id} · {topic}"
REST: Final = "In the next digest: {n} more"


class Moderator:
    """Reads every card and decides as planned, by the words of the card."""

    def __init__(self, hand: Hand, plan: Plan, numbers: Mapping[str, Appeal]) -> None:
        self.hand = hand
        self.asked: list[str] = []
        self.misread: list[str] = []  # cards whose words are not those that were sent
        self._plan = plan
        self._numbers = numbers
        self._seen: set[str] = set()  # the data under cards that were decided

    async def go_through(self) -> None:
        """Decide on every card of the queue."""
        await self.hand.says("/queue")
        while (card := await self._next()) is not None:
            await self._decide(card)

    async def _next(self) -> Message | None:
        cards = {CARD: PASS} | dict.fromkeys(ENDS, "")
        found = await self.hand.until(self._look, f"a card, or {list(cards)}")
        return found if self._data(found) else None

    def _look(self) -> Message | None:
        ends = [pattern(self.hand.language, end) for end in ENDS]
        for message in self.hand.news():
            data = self._data(message)
            if data and data not in self._seen:
                return message
            if any(end.search(message.text) for end in ends):
                return message
        return None

    def _data(self, card: Message) -> str:
        key = card.key(hotline.phrase(self.hand.language, PASS))
        return "" if key is None else str(key["callback_data"])
