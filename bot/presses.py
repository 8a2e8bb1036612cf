"""Pressed buttons whose data may be old or forged."""

from collections.abc import Sequence, Sized
from datetime import date
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.errors import UserError
from bot.features import Handler
from bot.i18n import _

MOST_BUTTONS: Final = 90  # under one message; Telegram takes 100

_DIGITS = 18  # what a bigint surely holds


class OldButtonError(Exception):
    """A button's data holds what no button holds now; it is answered with the menu."""


def numbered(handler: Handler, count: int = 1) -> Handler:
    """Let a button's handler run only with as many whole numbers as it needs."""

    async def press(update: Update, context: Context) -> None:
        try:
            _check_numbers(context.arguments[:count], count)
            await handler(update, context)
        except OldButtonError:
            await old_button(update, context)

    return press


def _check_numbers(arguments: Sequence[str], count: int) -> None:
    if len(arguments) < count or not all(map(_is_number, arguments)):
        raise OldButtonError


def _is_number(argument: str) -> bool:
    return argument.isascii() and argument.isdecimal() and len(argument) <= _DIGITS


def day(context: Context, at: int) -> date:
    """Read a day, which buttons bear as 20261224."""
    try:
        return date.fromisoformat(context.arguments[at])
    except ValueError as error:
        raise OldButtonError from error


def check_few(ways: Sized) -> None:
    """Refuse to offer more than a keyboard holds: `/network` has pages."""
    if len(ways) > MOST_BUTTONS:
        raise UserError(
            _("There are many groups. Open the one you mean under /network.")
        )


def go_below(context: Context) -> None:
    """Leave the pressed message in sight, without its buttons; go on below it."""
    context.strip_buttons()
    context.unit.pressed = None
