"""Choices that lead out of a form: it is closed, and a deep link is followed."""

from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import draft as drafts
from bot.conversation import steps
from bot.conversation.draft import Draft
from bot.i18n import _

Pick = Callable[[Context, Draft, list[str]], Awaitable[bool]]
LEFT: Final = _("Your own text was not sent.")


async def pick(
    context: Context, draft: Draft, rest: list[str], *, update: Update, answer: Pick
) -> bool:
    """Close the form and go where a choice leads, below it; else let it answer."""
    step = steps.current(draft, rest) if rest[1:] else None
    way = None if step is None or step.leads is None else step.leads(rest[1])
    if step is None or way is None:
        return await answer(context, draft, rest)
    if not await steps.offered(context, draft, step, rest[1:]):
        return False  # it was when it was shown: what was typed must not be lost
    drafts.clear(context)
    context.edit(LEFT)
    context.unit.pressed = None
    return await context.follow(update, way)
