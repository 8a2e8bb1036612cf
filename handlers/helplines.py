"""Numbers to call that nobody has checked for long: a coordinator's (`/numbers`)."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Notice
from bot.saying import Saying
from bot.services.team import access, line_checks, safety

NAME: Final = "lines.1"


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


async def tell(session: AsyncSession, _notice: Notice) -> Saying | None:
    """Tell a coordinator that numbers are hidden."""
    hidden = await line_checks.hidden(session)
    if not hidden:
        return None
    button = Button(label("See the numbers"), data(NAME, "open"))
    told = _("Numbers to call that are hidden and wait for a check: {n}", n=len(hidden))
    return Saying(told, column(button), silent=True)


async def _list(context: Context) -> tuple[Content, Inline | None]:
    hidden = await line_checks.hidden(context.session)
    if not hidden:
        return _("All numbers have been checked in the last 180 days."), None
    buttons = [
        Button(_("{number} is right", number=line.number), _press(line.number))
        for line in hidden
    ]
    return (
        paragraphs(
            lines(
                _("Nobody has checked these for 180 days, so people do not see them."),
                _("Please call each. If it is right, press its button."),
            ),
            safety.numbers(hidden, context.language),
        ),
        column(*buttons),
    )


def _press(number: str) -> str:
    return data(NAME, "right", number)


FEATURE: Final = Feature(
    name=NAME,
    needs="lines.check",
    commands={"numbers": show},
    about={"numbers": _("check the numbers that people are given")},
    buttons={"open": open_list, "right": confirm},
    notices={line_checks.STALE: tell},
)
