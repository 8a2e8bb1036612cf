"""Long lists of choices, eight to a screen."""

import math
from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation.draft import Draft
from bot.conversation.form import Choice, Step
from bot.i18n import Text, label

SIZE: Final = 8  # buttons to a screen: more do not fit a small phone
MORE: Final = label("Show more")
FIRST: Final = label("From the start")


async def everything(context: Context, draft: Draft, step: Step) -> Sequence[Choice]:
    """List all that a step offers, on whichever page."""
    first = await step.choices(context, draft.answers) if step.choices else []
    others = await step.others(context, draft.answers) if step.others else []
    return [*first, *others]


async def page(
    context: Context, draft: Draft, step: Step
) -> tuple[Sequence[Choice], tuple[int, Text] | None]:
    """Return the choices of the page that is open, and what its last button opens.

    With `others`, page 0 holds the choices and the others begin on page 1.
    """
    first = await step.choices(context, draft.answers) if step.choices else []
    if step.others is None:
        return _slice(first, draft.page, 0)
    if draft.page == 0:
        return first, (1, step.others_label)
    return _slice(await step.others(context, draft.answers), draft.page, 1)


async def count(context: Context, draft: Draft, step: Step) -> int:
    """Count the pages of a step's choices."""
    if step.others is not None:
        return 1 + _pages(await step.others(context, draft.answers))
    return _pages(await step.choices(context, draft.answers) if step.choices else [])


def _pages(found: Sequence[Choice]) -> int:
    return max(1, math.ceil(len(found) / SIZE))


def _slice(
    found: Sequence[Choice], number: int, begins: int
) -> tuple[Sequence[Choice], tuple[int, Text] | None]:
    at = (number - begins) * SIZE
    shown = found[at : at + SIZE]
    if len(found) > at + SIZE:
        return shown, (number + 1, MORE)
    return shown, None if at == 0 else (begins, FIRST)
