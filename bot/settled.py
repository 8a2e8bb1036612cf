"""What the composition root knows and a context may ask it."""

from collections.abc import Awaitable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from telegram import Update

from bot.forgotten import Forgotten
from bot.keyboards import Keyboard
from bot.profile import Described
from bot.services.team.access import Action

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a decision can be taken back, and how much somebody sends in a day.

    `mails`: whether this installation can send e-mail.
    """

    take_back: timedelta = timedelta()
    a_day: int = 5
    mails: bool = False


class Forms(Protocol):
    """Opens conversations by the name of their form."""

    def begin(
        self, context: "Context", name: str, given: dict[str, Any]
    ) -> Awaitable[None]:
        """Open a form and ask its first question."""

    def resume(self, context: "Context") -> Awaitable[bool]:
        """Offer to go on with an open form; False when there is none."""

    def close(self, context: "Context") -> Awaitable[bool]:
        """Throw the open form away; False when there is none."""

    def cancel(self, context: "Context") -> Awaitable[bool]:
        """Throw it away and tell so; False when there is none."""


class Settled(Protocol):
    """What the composition root knows and handlers may ask."""

    coordinators: frozenset[int]
    forgotten: Forgotten
    forms: Forms
    rules: Rules

    async def menu(self, context: "Context") -> Keyboard:
        """Return the main menu of a person."""

    def described(self, may: Collection[Action] = ()) -> list[Described]:
        """List the commands of somebody with these rights."""

    def follow(
        self, update: Update, context: "Context", payload: str
    ) -> Awaitable[bool]:
        """Route a deep link's payload to the feature that named it."""
