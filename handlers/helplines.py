"""Numbers to call, checked and hidden by coordinators (`/numbers`)."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Notice
from bot.saying import Saying
from bot.services.team import access, line_checks, safety
from bot.services.team.helplines import Line

NAME: Final = "lines.1"
_BACK: Final = Button(label("Back"), data(NAME, "open"))


async def show(_update: Update, context: Context) -> None:
    """List what is hidden until somebody has called it."""
    await access.access_network(context.session, context.someone.id, "lines.check")
    context.say(*await _list(context))


async def open_list(_update: Update, context: Context) -> None:
    """List it in the place of the message that told of it."""
    await access.access_network(context.session, context.someone.id, "lines.check")
    context.edit(*await _list(context))


async def confirm(_update: Update, context: Context) -> None:
    """Show a number again from now on: it was called, and is right."""
    number = "".join(context.arguments[:1])
    await line_checks.confirm(context.session, context.someone.id, number)
    context.edit(*await _list(context))


async def show_visible(_update: Update, context: Context) -> None:
    """List what people see: one that is dead or wrong can be hidden."""
    found = await line_checks.visible(context.session)
    context.edit(
        paragraphs(
            _("People see these. Press one that does not answer, or is wrong."),
            safety.numbers(found, context.language),
        ),
        column(
            *(Button(each.number, data(NAME, "one", each.number)) for each in found),
            _BACK,
        ),
    )


async def ask(_update: Update, context: Context) -> None:
    """Ask about one of them."""
    found = await line_checks.visible(context.session)
    line = next((each for each in found if [each.number] == context.arguments), None)
    if line is None:
        raise OldButtonError
    hide_it = Button(label("Hide the number"), data(NAME, "hide", line.number))
    context.edit(
        paragraphs(
            safety.numbers([line], context.language),
            _("A hidden number is shown again once somebody has found it right."),
        ),
        column(_right(line), hide_it, _BACK),
    )


async def hide(_update: Update, context: Context) -> None:
    """Hide a number that is dead or wrong."""
    number = "".join(context.arguments[:1])
    await line_checks.hide(context.session, context.someone.id, number)
    context.edit(*await _list(context))


async def tell(session: AsyncSession, _notice: Notice) -> Saying | None:
    """Tell a coordinator that numbers wait for a check."""
    found = await line_checks.unchecked(session)
    if not found:
        return None
    button = Button(label("See the numbers"), data(NAME, "open"))
    told = _("Numbers to call that are hidden and wait for a check: {n}", n=len(found))
    return Saying(told, column(button), silent=True)


async def _list(context: Context) -> tuple[Content, Inline]:
    hidden = await line_checks.hidden(context.session)
    shown = Button(label("Numbers that are shown"), data(NAME, "shown"))
    others = [shown] if await line_checks.visible(context.session) else []
    if not hidden:
        told = _("All numbers have been checked in the last 180 days.")
        return told, column(*others)
    return (
        paragraphs(
            lines(
                _("People do not see these: unchecked for 180 days, or found wrong."),
                _("Please call each. If it is right, press its button."),
            ),
            safety.numbers(hidden, context.language),
        ),
        column(*map(_right, hidden), *others),
    )


def _right(line: Line) -> Button:
    right = _("{number} is right", number=line.number)
    return Button(right, data(NAME, "right", line.number))


FEATURE: Final = Feature(
    name=NAME,
    needs="lines.check",
    commands={"numbers": show},
    about={"numbers": _("check the numbers that people are given")},
    buttons={
        "open": open_list,
        "right": confirm,
        "shown": show_visible,
        "one": ask,
        "hide": hide,
    },
    notices={line_checks.STALE: tell},
)
