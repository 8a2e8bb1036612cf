"""A member who reads, behind a digest's button, all that needs the group."""

from typing import Final

from bot.playground.message import Message
from trials.hand import Hand
from trials.phrases import pattern
from trials.team import DECIDE, HEADING

NEXT: Final = "Next"


class Reader:
    """Pages through what a digest has no room for."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.cards: dict[str, str] = {}  # by number

    async def read_all(self, group_id: int) -> None:
        """Open the first card as the button does, and go on to the last."""
        await self.hand.says(f"/start d_{group_id}_need")
        while True:
            card = await self.hand.until(self._unread, "a case that needs the group")
            self.cards[self._number(card)] = card.text
            if not self.hand.offers(card, NEXT):
                return
            await self.hand.presses(card, NEXT)

    def _unread(self) -> Message | None:
        seen = {"", *self.cards}
        for message in self.hand.news():
            if self._number(message) not in seen:
                return message
        return None

    def _number(self, card: Message) -> str:
        """Give the number on a card; none if it is another message."""
        found = pattern(self.hand.language, HEADING).search(card.text)
        needed = pattern(self.hand.language, DECIDE).search(card.text)
        return found["id"] if found and needed else ""
