"""What a way of the ladder is, and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from bot.models.case import FINAL, Status
from bot.services.days import deadlines
from bot.services.team.access import Action

# `itself`: what time does, or what follows from another step; `reopening`: an author
# whom what was implemented did not help.
By = Action | Literal["author", "reopening", "itself"]
CLOSED: Final = (*FINAL, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Due:
    """When the next step is promised, in days after today or a day that was `asked`.

    `read`: the team owes it. `heard`: the author hears by then, be it that nothing
    changed.
    """

    days: int = 0
    working: bool = False
    asked: bool = False
    read: bool = True
    heard: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of a case to a status.

    `asks` names the facts that must be told with it; `tells` is the kind of the notice
    to the author, none where the screen has said it or nothing needs saying. What is
    `decided` in a meeting is told when the secretary announces it.
    """

    to: Status
    since: Sequence[Status]
    by: By
    asks: Sequence[str] = ()
    tells: str | None = None
    due: Due | None = None
    decided: bool = False

    @property
    def closes(self) -> bool:
        """Tell whether it is the author's final answer."""
        return self.to in CLOSED and self.to is not Status.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Dates:
    """By when the team owes a step, and the author hears."""

    due_at: datetime | None = None
    news_due_at: datetime | None = None


def dates(due: Due, moment: datetime, zone: str, asked: date | None = None) -> Dates:
    """Compute what a step promises at a moment, in the group's zone."""
    if not due.read:
        return Dates(news_due_at=moment + timedelta(days=due.days))
    start = moment if asked is None else deadlines.day_begins(asked, zone)
    count = deadlines.working_days_later if due.working else deadlines.days_later
    due_at = count(start, due.days, zone)
    return Dates(
        due_at, deadlines.in_the_afternoon(due_at, zone) if due.heard else None
    )
