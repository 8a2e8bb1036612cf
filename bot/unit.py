"""What one update may use while it is carried out, and what it leaves behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.i18n import choose_language
from bot.models import Person
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
    chat_key: int = 0  # hash of the chat, like `row` once it is written


@dataclass(slots=True)
class FormRow:
    """A person's row of `conversation`; written when the update is done."""

    person_id: int
    form: str | None = None
    step: str | None = None
    turn: int = 0
    answers: bytes | None = None
    expires_at: datetime | None = None


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
    may_have_role: bool = True  # in some team
    conversation: FormRow | None = None
    form_changed: bool = False
    incoming: int | None = None  # the message that came
    pressed: int | None = None  # the message whose button was pressed
    query_id: str | None = None
    alert: str | None = None
    result: dict[str, Any] | None = None
    asked: dict[str, Any] = field(default_factory=dict)
    more: bool = True  # updates wait behind this one
    owed: list[Owed] = field(default_factory=list)
    owes_others: bool = False  # services wrote messages, too

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

    def remember(self) -> "Unit":
        """Copy what a handler may change, for `return_to`."""
        row = self.conversation
        kept = None if row is None else replace(row)
        return replace(self, owed=list(self.owed), conversation=kept)

    def return_to(self, earlier: "Unit") -> None:
        """Undo what was changed since."""
        self.owed, self.alert = earlier.owed, earlier.alert
        self.person, self.conversation = earlier.person, earlier.conversation
        self.form_changed = earlier.form_changed

    def forget(self) -> None:
        """Drop what a handler wanted said before it stopped."""
        self.owed.clear()
        self.alert = None
        self.forget_person()

    def forget_person(self) -> None:
        """Carry on as a stranger's update, whose open form is nobody's."""
        self.person = self.conversation = None
        self.form_changed = False
