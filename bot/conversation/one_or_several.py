"""Whether lines that were written at once are one idea or several (`/paper`)."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation.form import Answers, Choice, Step
from bot.i18n import Content, _, label, lines, ngettext
from bot.markup import clip
from bot.services.entering import ideas
from bot.services.entering.ideas import Idea

NAME: Final = "together"
EACH: Final = "each"
_ONE: Final = "one"
_SHOWN: Final = 300  # characters of lines that are too short


def chosen(answers: Answers) -> Sequence[Idea]:
    """List the ideas that were meant."""
    found = _lines(answers)
    whole = ideas.together(found)
    return found if whole is None or answers.get(NAME) == EACH else [whole]


def _lines(answers: Answers) -> Sequence[Idea]:
    return [Idea(**each) for each in answers["ideas"]]


async def _ask(_context: Context, answers: Answers) -> Content:
    found = _lines(answers)
    short = clip("; ".join(ideas.too_short(found)), _SHOWN)
    return lines(
        ngettext("One idea or {n}?", "One idea or {n} ideas?", n=len(found)),
        _("Too short for an idea of its own: {lines}", lines=short) if short else "",
    )


async def _choices(_context: Context, answers: Answers) -> Sequence[Choice]:
    one = Choice(_ONE, label("One idea"))
    if ideas.too_short(_lines(answers)):
        return [one]
    return [Choice(EACH, label("Each line is an idea")), one]


async def _is_clear(_context: Context, answers: Answers) -> bool:
    """Tell whether there is nothing to ask; also while there is no idea yet."""
    return "ideas" not in answers or ideas.together(_lines(answers)) is None


STEP: Final = Step(
    name=NAME,
    ask=_ask,
    label=label("One idea or several"),
    choices=_choices,
    skip_if=_is_clear,
    hangs_on="ideas",
)
