"""Pressed buttons whose data may be old or forged."""

from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.features import Handler

_DIGITS = 18  # what a bigint surely holds


def numbered(handler: Handler, count: int = 1) -> Handler:
    """Let a button's handler run only with as many whole numbers as it needs."""

    async def press(update: Update, context: Context) -> None:
        numbers = context.arguments[:count]
        if len(numbers) == count and all(map(_is_number, numbers)):
            await handler(update, context)
        else:
            await old_button(update, context)

    return press


def _is_number(argument: str) -> bool:
    return argument.isascii() and argument.isdecimal() and len(argument) <= _DIGITS


def go_below(context: Context) -> None:
    """Leave the pressed message in sight, without its buttons; go on below it."""
    context.strip_buttons()
    context.unit.pressed = None
