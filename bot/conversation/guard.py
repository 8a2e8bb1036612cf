"""Reads every free text before anything of it is kept (domain 3.2, 3.4).

Military matters are refused and counted. What names or locates somebody has to go, a
house number with one tap. What sounds like a call for help is asked about; the person
can say that it is none, and go on. All forms share this, and texts without a form.
"""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, Final

from bot.context import Context
from bot.conversation import addressees, holding
from bot.conversation import draft as drafts
from bot.conversation.draft import Draft, Held
from bot.conversation.form import PRESS_A_BUTTON, Answers, Free, Step
from bot.errors import UserError
from bot.i18n import Content, _, lines, paragraphs
from bot.keyboards import column
from bot.services.checks import examining
from bot.services.checks.dangers import Danger
from bot.services.checks.examining import Examined
from bot.services.team import safety
from bot.services.upkeep import memory
from bot.words.concerns import NOT_KEPT

MILITARY: Final = _(
    "It mentions military matters or shelling. Under martial law this must not be "
    "shared. We have deleted the text."
)
RELAY: Final = "relay"  # False among the answers: the team asks this author nothing

_GoOn = Callable[[Context, Draft], Awaitable[None]]


async def read(
    context: Context, draft: Draft, step: Step | None, typed: tuple[int, str]
) -> None:
    """Look over what was typed, then let its step take it; a preview takes nothing."""
    message, text = typed
    draft.held = None
    if not await _passes(context, draft, step, typed):
        return
    if step is None:
        draft.mistake = PRESS_A_BUTTON
    else:
        value = await step.read(context, draft.answers, text)
        draft.answer(step, value, message)


async def hear(context: Context, text: str) -> Answers | None:
    """Look over a text that came without a form; returns what its form is given.

    Raises UserError when it is refused; None when it was a call for help.
    """
    found = examining.examine(text)
    if found.is_military:
        await _refuse(context)
        raise UserError(MILITARY)
    if Danger.CALL in found.dangers:
        await show_help(context, found.disclosed)
        return None
    given: Answers = {"text": found.cleaned}
    if _can_wait(found, found.disclosed):
        given["held"] = _held(found, None, context.unit.incoming, found.disclosed)
    elif found.kinds:
        raise UserError(holding.refusal(found.kinds))
    if Danger.MINOR in found.dangers:
        given[RELAY] = False
        context.say(await safety.for_minors(context.session, context.language))
    return given


def carried(answers: Answers) -> Answers:
    """Take along from form to form what the guard found out about the author."""
    return {RELAY: False} if answers.get(RELAY) is False else {}


def held(draft: Draft) -> Draft:
    """Let a form that was given a held text wait for the button."""
    draft.held = draft.answers.pop("held", None)
    return draft


async def take(
    go_on: _GoOn, context: Context, draft: Draft, _rest: Collection[str]
) -> bool:
    """Take the held text: nobody needs help, or what had to go is out of it."""
    kept = draft.held
    if kept is None:
        return False
    draft.held = None
    draft.calm += kept["dangers"]
    step = draft.form.step(kept["step"] or "")
    if step is not None:
        draft.answer(step, await _value(context, draft, step, kept), kept["message"])
    await go_on(context, draft)
    return True


async def need(context: Context, draft: Draft, _rest: Collection[str]) -> bool:
    """Show whom to call; the text goes, out of the form and out of the chat."""
    kept = draft.held
    if kept is None:
        return False
    found = [Danger(name) for name in kept["dangers"]]
    await _take_out(context, draft, kept)
    drafts.clear(context)
    await show_help(context, found, NOT_KEPT)
    return True


async def _take_out(context: Context, draft: Draft, kept: Held) -> None:
    """Delete what the form was told, with its questions: no button is left of it."""
    since = draft.answers.get("since") or draft.since
    said = await memory.written_since(context.session, context.address, since)
    at_hand = (kept["message"], context.unit.pressed)
    context.delete_all({*said, *filter(None, at_hand)})
    context.unit.pressed = None


async def show_help(
    context: Context, found: Collection[Danger], below: Content = ""
) -> None:
    """Say whom to call, and count that somebody was told; no more is kept."""
    page = await _whom_to_call(context, found)
    for danger in sorted(found):
        await safety.count(context.session, f"referred.{danger}")
    context.say(paragraphs(page, below), column(holding.EXIT))


async def _whom_to_call(context: Context, found: Collection[Danger]) -> Content:
    """Name whom to call, also the lines of the person's oblasts."""
    return await safety.answer(
        context.session,
        found,
        communities=await addressees.codes(context),
        language=context.language,
    )


async def _passes(
    context: Context, draft: Draft, step: Step | None, typed: tuple[int, str]
) -> bool:
    """Tell whether a step may read a text; if not, the draft tells why."""
    message, text = typed
    found, free = examining.examine(text), Free.NO if step is None else step.free
    asked = found.disclosed - {Danger(name) for name in draft.calm}
    if free is Free.LINES:
        return True
    if found.is_military:
        draft.mistake = await _refusal(context, found)
    elif free is Free.TEAM or (free is Free.NO and not asked):
        return True
    elif free is Free.NO or _can_wait(found, asked):
        draft.held = _held(found, step.name if step else None, message, asked)
    elif found.kinds:
        draft.mistake = holding.refusal(found.kinds)
    else:
        await _note_age(context, draft, found)
        return True
    return False


def _can_wait(found: Examined, asked: Collection[Danger]) -> bool:
    """Tell whether a text is held back, without what must go, until a button."""
    if asked:
        return found.cleaned is not None
    return bool(found.kinds) and found.can_be_cleaned


def _held(
    found: Examined, step: str | None, message: int | None, asked: Collection[Danger]
) -> Held:
    return Held(
        step=step,
        text=found.cleaned or "",
        message=message,
        dangers=sorted(asked),
        kinds=sorted(found.kinds),
    )


async def _value(context: Context, draft: Draft, step: Step, kept: Held) -> Any:
    found = examining.examine(kept["text"])
    await _note_age(context, draft, found)
    return await step.read(context, draft.answers, kept["text"])


async def _note_age(context: Context, draft: Draft, found: Examined) -> None:
    """Leave somebody under age without questions, and tell where else to turn."""
    if Danger.MINOR in found.dangers and draft.answers.get(RELAY) is not False:
        draft.answers[RELAY] = False
        draft.note = await safety.for_minors(context.session, context.language)


async def _refusal(context: Context, found: Examined) -> Content:
    await _refuse(context)
    if not found.disclosed:
        return MILITARY
    return lines(MILITARY, await _whom_to_call(context, found.disclosed))


async def _refuse(context: Context) -> None:
    await safety.count(context.session, "military")
    context.delete()
