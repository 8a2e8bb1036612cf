"""Where a form stands: which question a button belongs to, and which comes next."""

from collections.abc import Sequence

from bot.context import Context
from bot.conversation import pages, screens
from bot.conversation.draft import Draft
from bot.conversation.form import Step


def current(
    draft: Draft, rest: Sequence[str], *, several: bool | None = None
) -> Step | None:
    """Return the step that a button belongs to, if the form stands there now.

    `several`: only a step where several choices, or only one, can be made.
    """
    step = draft.form.step(draft.step) if rest and rest[0] == draft.step else None
    fits = step is not None and several in (None, step.several)
    return step if fits else None


async def offered(
    context: Context, draft: Draft, step: Step, values: Sequence[str]
) -> bool:
    """Tell whether a pressed choice is really among those of its step."""
    found = await pages.everything(context, draft, step)
    return bool(values) and values[0] in {choice.value for choice in found}


async def first_open(context: Context, draft: Draft) -> str | None:
    """Name the first step that arises and has no answer, or none that settles it.

    After a mistake, or while a text is held, it is the step where the form stands.
    """
    if draft.mistake is not None or draft.held is not None:
        return draft.step
    for step in draft.form.steps:
        if await _is_open(context, draft, step) and await screens.arises(
            context, draft, step
        ):
            return step.name
    return None


async def _is_open(context: Context, draft: Draft, step: Step) -> bool:
    if step.name not in draft.answers:
        return True
    return step.again is not None and await step.again(context, draft.answers)
