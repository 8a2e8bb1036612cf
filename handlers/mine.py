"""What became of what one sent; taking it back."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.concern_wording import SUBJECTS
from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, Joined, _, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.presses import numbered
from bot.services import cases, proposals, refusal_text
from bot.services.proposals import Mine
from bot.wording import STATUSES

NAME: Final = "mine.1"
_IN_A_ROW: Final = 5


async def show(_update: Update, context: Context) -> None:
    """List what the person sent, the newest first."""
    mine = await proposals.mine(context.session, context.someone)
    context.say(_list(mine), _list_buttons(mine))


async def show_earlier(_update: Update, context: Context) -> None:
    """List what was sent before a number."""
    before = int(context.arguments[0])
    mine = await proposals.mine(context.session, context.someone, before=before)
    context.edit(_list(mine), _list_buttons(mine))


async def show_one(_update: Update, context: Context) -> None:
    """Show one of them with its text."""
    number = int(context.arguments[0])
    each = await proposals.get_mine(context.session, context.someone, number)
    buttons = [Button(label("Back to the list"), data(NAME, "list", number + 1))]
    if each.can_be_withdrawn:
        buttons.insert(0, Button(label("Withdraw"), data(NAME, "ask", number)))
    text = quote(each.text) if each.text else _("The text has been erased.")
    reasons = [
        await refusal_text.tell(context.session, news)
        for news in await cases.refusals(context.session, number)
    ]
    context.edit(
        paragraphs(_line(each), text, *reasons),
        column(*buttons),
    )


async def ask_withdraw(_update: Update, context: Context) -> None:
    """Ask once more before the text is erased."""
    number = context.arguments[0]
    context.edit(
        _("Withdraw message No. {id}? Its text will be erased.", id=number),
        column(
            Button(label("Withdraw"), data(NAME, "withdraw", number)),
            Button(label("Back"), data(NAME, "one", number)),
        ),
    )


async def withdraw(_update: Update, context: Context) -> None:
    """Take a proposal or a concern back."""
    number = context.arguments[0]
    await proposals.withdraw(context.session, context.someone, int(number))
    context.edit(_("Message No. {id} is withdrawn.", id=number))


def _list(mine: Sequence[Mine]) -> Content:
    if not mine:
        return _("You have not sent anything yet.")
    return paragraphs(_("My messages"), *(_line(each) for each in mine))


def _line(each: Mine) -> Content:
    statuses = Joined(", ", tuple(STATUSES[status] for status in each.statuses))
    return lines(
        _(
            "No. {id}, {date}: {status}",
            id=each.number,
            date=each.sent,
            status=statuses,
        ),
        SUBJECTS[each.topic],
    )


def _list_buttons(mine: Sequence[Mine]) -> Inline | None:
    if not mine:
        return None
    buttons = [
        Button(_("No. {id}", id=each.number), data(NAME, "one", each.number))
        for each in mine
    ]
    rows = [buttons[at : at + _IN_A_ROW] for at in range(0, len(buttons), _IN_A_ROW)]
    if len(mine) == proposals.PAGE:
        more = data(NAME, "list", mine[-1].number)
        rows.append([Button(label("Show more"), more)])
    return Inline(rows)


FEATURE = Feature(
    name=NAME,
    commands={"mine": show},
    about={"mine": _("see what became of your messages")},
    labels={label("My messages"): show},
    buttons={
        "list": numbered(show_earlier),
        "one": numbered(show_one),
        "ask": numbered(ask_withdraw),
        "withdraw": numbered(withdraw),
    },
)
