"""What one update may use while it is carried out, and what it leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.i18n import choose_language
from bot.models import Conversation, Person
from bot.models.outbox import MessageClass


@dataclass(slots=True)
class Owed:
    """A Bot API call that the update owes; a row of the outbox once it is written."""

    address: Address
    method: str
    payload: dict[str, Any]
    message_class: MessageClass = MessageClass.ANSWER
    purpose: str | None = None
    lane: int | None = None
    row: int = 0


@dataclass(slots=True)
class Unit:
    """One update at work, in its own transaction."""

    session: AsyncSession
    update_id: int
    lane: int
    now: datetime
    rows: Iterator[int]
    address: Address
    user_id: int
    private: bool
    language_hint: str | None = None
    accounts: list[bytes] = field(default_factory=list)
    person: Person | None = None
    conversation: Conversation | None = None
    incoming: int | None = None  # the message that came
    pressed: int | None = None  # the message whose button was pressed
    query_id: str | None = None
    alert: str | None = None
    result: dict[str, Any] | None = None
    asked: dict[str, Any] = field(default_factory=dict)
    more: bool = True  # updates wait behind this one
    owed: list[Owed] = field(default_factory=list)

    @property
    def language(self) -> str:
        """Choose the person's language, or guess it from their client."""
        if self.person is not None:
            return self.person.language
        return choose_language(self.language_hint)

    def ask(
        self, method: str, payload: dict[str, Any], *, purpose: str, note: Any
    ) -> None:
        """Owe a call whose result comes back in this lane, as if from this chat."""
        asked = {
            "address": list(self.address),
            "user": self.user_id,
            "private": self.private,
            "note": note,
        }
        call = {"call": payload, "asked": asked}
        owed = Owed(self.address, method, call, purpose=purpose, lane=self.lane)
        self.owed.append(owed)

    def forget(self) -> None:
        """Drop what a failed handler wanted said, and what it may have spoilt."""
        self.owed.clear()
        self.alert = None
        self.person = self.conversation = None
