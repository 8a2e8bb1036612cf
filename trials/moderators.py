"""Two moderators who go through one queue of real texts, and how often they tap."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import cycle
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, CaseEvent, Community, Person
from bot.models.case import Status
from bot.playground.message import Message
from bot.playground.person import Person as Phone
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from trials.hotline import Appeal
from trials.phrases import phrase

LANGUAGE: Final = "uk"
MOST_TAPS: Final = 1.5  # a submission, on average
_REFUSED: Final = 20  # one text in so many is not passed on
_REFUSAL: Final = ("Do not pass on", "Hurts a group of people", "Do not pass on")
_NUMBER: Final = re.compile(r"№\s(\d+),")


async def fill(
    session: AsyncSession,
    authors: Sequence[tuple[Person, Address]],
    place: Community,
    appeals: Sequence[Appeal],
) -> None:
    """Lay appeals before a group as they came, with all that must not stay in them."""
    for each, (author, chat) in zip(appeals, cycle(authors), strict=False):
        proposal = Proposal(text=each.text, topic="P06", communities=[place.code])
        await proposals.submit(session, author, proposal, chat)


class Shift:
    """What two moderators tap, one screen at a time."""

    def __init__(self) -> None:
        self.taps = 0
        self.readers: defaultdict[str, set[int]] = defaultdict(set)
        self._pressed: dict[int, object] = {}
        self._refusing: dict[int, list[str]] = {}

    def tap(self, phone: Phone) -> bool:
        """Do the next thing on the open card; False when none is open."""
        card = self._card(phone)
        if card is None:
            return False
        shown = card.message_id, card.html, tuple(card.buttons)
        if self._pressed.get(phone.id) == shown:
            return True  # the bot has not answered yet
        self._pressed[phone.id] = shown
        found = _NUMBER.search(card.text)
        if found is not None:
            self.readers[found.group(1)].add(phone.id)
        self.taps += 1
        label = self._choose(phone, card, found.group(1) if found else "")
        phone.presses(phrase(LANGUAGE, label), message_id=card.message_id)
        return True

    @property
    def doubled(self) -> list[str]:
        """List the numbers that more than one moderator read."""
        return [number for number, who in self.readers.items() if len(who) > 1]

    def _choose(self, phone: Phone, card: Message, number: str) -> str:
        left = self._refusing.pop(phone.id, [])
        if not left and number and int(number) % _REFUSED == 0:
            left = list(_REFUSAL)
        if left:
            label, *rest = left
            self._refusing[phone.id] = rest
            return label
        clean = "Remove extra details"
        return clean if card.key(phrase(LANGUAGE, clean)) else "Pass to the group"

    def _card(self, phone: Phone) -> Message | None:
        """Find the card that lies open: the only message that leads to a decision."""
        wanted = {"Pass to the group", "Hurts a group of people", "Do not pass on"}
        labels = {phrase(LANGUAGE, each) for each in wanted}
        for message in reversed(phone.sees()):
            if labels & set(message.buttons):
                return message
        return None


async def decisions(session: AsyncSession) -> Counter[int]:
    """Count how many texts were decided on how many times."""
    rows = await session.execute(
        select(Case.id, func.count(CaseEvent.id))
        .outerjoin(
            CaseEvent,
            (CaseEvent.case_id == Case.id) & (CaseEvent.status != Status.RECEIVED),
        )
        .group_by(Case.id)
    )
    return Counter(times for _case, times in rows)
