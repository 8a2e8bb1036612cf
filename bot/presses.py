"""Pressed buttons whose data may be old or forged."""

from collections.abc import Sequence
from datetime import date

from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.features import Handler

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


def read_day(context: Context, at: int) -> date:
    """Read a day, which buttons bear as 20261224."""
    try:
        return date.fromisoformat(context.arguments[at])
    except ValueError as error:
        raise OldButtonError from error


def go_below(context: Context) -> None:
    """Leave the pressed message in sight, without its buttons; go on below it."""
    context.strip_buttons()
    context.unit.pressed = None
