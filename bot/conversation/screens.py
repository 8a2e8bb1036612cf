"""What a form shows: a question or the preview, and its buttons."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import holding, pages, written
from bot.conversation.draft import Draft
from bot.conversation.form import FEATURE, PREVIEW, Behind, Choice, Step
from bot.i18n import Content, Joined, Text, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.saying import Saying
from bot.services.moderating import open_cards

_SHORT: Final = 14  # characters of a label that leaves room beside it; domain, style

_NUMBERS: Final = 4  # buttons in a row that bear numbers

BACK: Final = label("Back")
CANCEL: Final = label("Cancel")
# What stands under every question, also under one that was left behind.
WAYS: Final = frozenset({"back", "skip", "cancel"})
FINISHED: Final = _("This is finished already.")


async def show(context: Context, draft: Draft, notice: Content = "") -> None:
    """Show where the draft stands: in place after a press, below after typing."""
    if draft.held is not None:
        content, keyboard = holding.screen(draft, draft.held)
    elif draft.step == PREVIEW:
        content, keyboard = await _preview(context, draft)
    else:
        content, keyboard = await _question(context, draft)
    above = draft.mistake or draft.note or notice
    told = paragraphs(above, content) if above else content
    _send(context, draft, Saying(told, keyboard), instead_of=context.unit.pressed)


def _send(
    context: Context, draft: Draft, saying: Saying, instead_of: int | None = None
) -> None:
    """Send a screen; none with unread text can be forwarded, or is forgotten."""
    payload, purpose = saying.render(context.translator), None
    if draft.form.is_unread:
        case_id, number = draft.answers["case"], draft.answers["number"]
        purpose = open_cards.screen_purpose(case_id, number)
    if instead_of is not None:
        payload["message_id"] = instead_of
        context.owe("editMessageText", payload, purpose)
    else:
        payload |= {"protect_content": True} if purpose else {}
        context.owe("sendMessage", payload, purpose)


async def say(context: Context, draft: Draft | None, told: Content = "") -> None:
    """Say something besides; the question of an open form is repeated below it."""
    if draft is not None:
        await show(context, draft, told)
    elif told:
        context.say(told)


def offer(context: Context, draft: Draft) -> None:
    """Offer to go on with a form that was left, or with a question that waits."""
    go_on = Button(label("Go on"), press(draft, "keep"))
    anew = Button(label("Start anew"), press(draft, "anew"))
    cancel = Button(CANCEL, press(draft, "cancel"))
    if any(step.name in draft.answers for step in draft.form.steps):
        told = _("Shall we go on where you stopped?")
        keyboard = column(go_on, anew, cancel)
    else:
        told = _("A question here waits for your answer.")
        keyboard = column(go_on, cancel)
    _send(context, draft, Saying(told, keyboard))


def ask(context: Context, draft: Draft) -> None:
    """Ask whether to go on with an open form, or to drop it for what was asked for."""
    told = _(
        "You began something else and have not sent it. Shall we go on where you "
        "stopped?"
    )
    go_on = Button(label("Go on"), press(draft, "keep"))
    anew = Button(label("Erase what I began"), press(draft, "anew"))
    _send(context, draft, Saying(told, column(go_on, anew)))


async def _question(context: Context, draft: Draft) -> tuple[Content, Inline]:
    step = draft.form.step(draft.step)
    if step is None:
        raise LookupError(f"no step {draft.step} in {draft.form.name}")
    answers = draft.answers
    ask = step.ask if isinstance(step.ask, Text) else await step.ask(context, answers)
    found, more = await pages.page(context, draft, step)
    rows = _choices(context, draft, step, found)
    if more is not None:
        at, name = more
        rows += [[Button(name, press(draft, "more", step.name, str(at)))]]
    rows += _beside(context, await _ways(context, draft, step))
    progress = await _progress(context, draft, step.name)
    told = paragraphs(progress, ask, written.told(draft, step), _listed(draft, found))
    return told, Inline(rows)


def _choices(
    context: Context, draft: Draft, step: Step, found: Sequence[Choice]
) -> list[list[Button]]:
    picked = draft.chosen(step)
    action = "toggle" if step.several else "pick"
    buttons = [
        Button(
            _ticked(context, name, is_picked=choice.value in picked),
            press(draft, action, step.name, choice.value),
        )
        for choice, name in zip(found, _names(draft, found), strict=True)
    ]
    if any(choice.detail for choice in found):
        return in_rows(buttons, _NUMBERS)
    return _beside(context, buttons)


def _names(draft: Draft, found: Sequence[Choice]) -> list[Text | str]:
    """Label the choices of a page: with numbers where they are told in a list."""
    first = draft.page * pages.SIZE + 1
    return [
        choice.label if choice.detail is None else str(number)
        for number, choice in enumerate(found, first)
    ]


def _listed(draft: Draft, found: Sequence[Choice]) -> Content:
    told = [
        Joined(". ", (name, choice.detail))
        for choice, name in zip(found, _names(draft, found), strict=True)
        if choice.detail is not None
    ]
    return lines(*told)


async def _ways(context: Context, draft: Draft, step: Step) -> list[Button]:
    ways = []
    if step.several:
        ways.append(Button(label("Done"), press(draft, "done", step.name)))
    if step.photos and draft.answers.get(step.name):
        empty = press(draft, "empty", step.name)
        ways.append(Button(label("Remove the photos"), empty))
    elif step.name in draft.answers and _is_settled(draft, step):
        ways.append(Button(label("Next"), press(draft, "next", step.name)))
    if behind(draft, step) or await before(context, draft, step):
        ways.append(Button(BACK, press(draft, "back", step.name)))
    if step.optional and not draft.form.is_detail(step):
        ways.append(Button(label("Skip"), press(draft, "skip", step.name)))
    ways.append(Button(CANCEL, press(draft, "cancel", step.name)))
    return ways


def behind(draft: Draft, step: Step) -> Behind | None:
    """Tell what Back does on a form's first question; nothing, once it is answered."""
    is_new = step is draft.form.steps[0] and step.name not in draft.answers
    return draft.form.behind if is_new else None


async def before(context: Context, draft: Draft, step: Step) -> str | None:
    """Name the step that Back leads to; None when no question arises before it."""
    if draft.page:
        return step.name
    if draft.form.is_detail(step):
        return PREVIEW
    earlier = draft.form.steps[: draft.form.steps.index(step)]
    for each in reversed(earlier):
        if await arises(context, draft, each):
            return each.name
    return None


def _is_settled(draft: Draft, step: Step) -> bool:
    return step.again is None and not draft.form.is_detail(step)


async def _preview(context: Context, draft: Draft) -> tuple[Content, Inline]:
    form = draft.form
    if form.preview is None:
        raise LookupError(f"{form.name} has no preview")
    changes = [
        Button(step.label, press(draft, "change", step.name))
        for step in (*form.details, *form.steps)
        if await arises(context, draft, step)
    ]
    rows = [[Button(form.submit_label, press(draft, "send", PREVIEW))]]
    ways = await form.ways(context, draft.answers) if form.ways else []
    rows += _beside(context, [*changes, *ways])
    rows.append([Button(CANCEL, press(draft, "cancel", PREVIEW))])
    progress = await _progress(context, draft, PREVIEW)
    shown = await form.preview(context, draft.answers)
    return paragraphs(progress, shown), Inline(rows)


async def _progress(context: Context, draft: Draft, step: str) -> Text | str:
    """Count the questions that arise, and the preview; a lone question has no count.

    The total is told once it can no longer change.
    """
    form = draft.form
    stops = [each.name for each in form.steps if await arises(context, draft, each)]
    if form.preview is not None:
        stops.append(PREVIEW)
    if step not in stops or len(stops) == 1 or not form.counted:
        return ""
    n = stops.index(step) + 1
    if _can_change(form.steps, stops, step):
        return _("Question {n}", n=n)
    return _("{n} of {total}", n=n, total=len(stops))


def _can_change(steps: Sequence[Step], stops: Sequence[str], step: str) -> bool:
    """Tell whether an answer to come decides if another question arises."""
    ahead = stops[stops.index(step) :]
    return any(each.hangs_on in ahead for each in steps)


async def arises(context: Context, draft: Draft, step: Step) -> bool:
    """Tell whether a question arises, given the answers so far."""
    return step.skip_if is None or not await step.skip_if(context, draft.answers)


def press(draft: Draft, action: str, *arguments: str) -> str:
    """Write the data of a form's button: it names the turn and the step."""
    return data(FEATURE, action, draft.turn, *arguments)


def _ticked(context: Context, name: Text | str, *, is_picked: bool) -> str:
    plain = context.translator.plain(name)
    return f"✓ {plain}" if is_picked else plain


def _beside(context: Context, buttons: Sequence[Button]) -> list[list[Button]]:
    """Set buttons two in a row where both labels are short."""
    rows: list[list[Button]] = []
    for button in buttons:
        last = rows[-1] if rows else []
        if len(last) == 1 and _is_short(context, button, last[0]):
            last.append(button)
        else:
            rows.append([button])
    return rows


def _is_short(context: Context, *buttons: Button) -> bool:
    lengths = (len(context.translator.plain(button.label)) for button in buttons)
    return all(length <= _SHORT for length in lengths)
