"""Ways out of a form but its end: a choice that leads elsewhere, Back, Cancel."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.context import Context
from bot.conversation import draft as drafts
from bot.conversation import screens, steps
from bot.conversation.draft import Draft
from bot.conversation.form import Step
from bot.i18n import _
from bot.keyboards import column
from bot.saying import Saying

Pick = Callable[[Context, Draft, list[str]], Awaitable[bool]]
LEFT: Final = _("Your own text was not sent.")


async def pick(
    context: Context, draft: Draft, rest: list[str], *, answer: Pick
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
    return await context.follow(way)


async def go_behind(context: Context, draft: Draft, step: Step) -> bool:
    """Go back from the first question of a form; False when nothing is behind it."""
    behind = screens.behind(draft, step)
    if behind is None:
        return False
    drafts.clear(context)
    await behind(context, draft.answers)
    return True


async def lead_back(context: Context, draft: Draft) -> None:
    """Say that a form was given up, and offer to go where it was begun."""
    told, home = _("Cancelled. Nothing was sent."), draft.form.home
    if home is None:
        await context.show_menu(told)
    else:
        payload = Saying(told, column(home(draft.answers))).render(context.translator)
        # A card may come into its place: nobody forwards that.
        context.owe("sendMessage", payload | {"protect_content": True})
