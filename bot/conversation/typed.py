"""Questions that a team answers in its own words."""

from typing import Final

from bot.context import Context
from bot.conversation.form import Answers, Ask, Check, Choices, Free, Step
from bot.i18n import Text, label
from bot.services.days import typed_days
from bot.services.days.deadlines import local_day
from bot.services.texts import proposal_text

FACT: Final = 500  # characters of what an author is told, or asked


def short(most: int) -> Check:
    """Make a check that takes any text of so many characters."""

    async def check(_context: Context, _answers: Answers, text: str) -> str:
        return proposal_text.check_short(text, most)

    return check


async def whole(_context: Context, _answers: Answers, text: str) -> str:
    """Take a text as long as a proposal."""
    return proposal_text.check(text)


async def day_ahead(context: Context, _answers: Answers, text: str) -> str:
    """Take a day that is still to come."""
    return typed_days.read_ahead(text, local_day(context.now)).isoformat()


def team_text(
    name: str,
    ask: Text | Ask,
    shown: Text,
    check: Check = whole,
    *,
    choices: Choices | None = None,
) -> Step:
    """Make a step in which a team types a text, or takes one of the choices."""
    return Step(
        name=name, ask=ask, label=shown, check=check, choices=choices, free=Free.TEAM
    )


def in_both_languages(uk: Text, en: Text, most: int) -> tuple[Step, Step]:
    """Make the steps in which a team types the same twice; these ask for it."""
    return (
        team_text("uk", uk, label("In Ukrainian"), short(most)),
        team_text("en", en, label("In English"), short(most)),
    )
