"""Pressed buttons whose data may be old or forged."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from telegram import Update

from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Handler
from bot.services.days import typed_numbers

_T = TypeVar("_T")


def numbered(handler: Handler, count: int = 1) -> Handler:
    """Let a button's handler run only with as many whole numbers as it needs."""

    async def press(update: Update, context: Context) -> None:
        numbers = context.arguments[:count]
        if len(numbers) < count or not all(map(_is_number, numbers)):
            raise OldButtonError
        await handler(update, context)

    return press


def read_place(context: Context, at: int, order: Sequence[_T]) -> _T:
    """Read which of several a button means: it bears the place among them."""
    place = int(context.arguments[at])
    if place >= len(order):
        raise OldButtonError
    return order[place]


def read_word(context: Context, at: int, known: Collection[str]) -> str:
    """Read a word that a button bears behind its numbers."""
    word = "".join(context.arguments[at : at + 1])
    if word not in known:
        raise OldButtonError
    return word


def read_day(context: Context, at: int) -> date:
    """Read a day, which buttons bear as 20261224."""
    try:
        return date.fromisoformat(context.arguments[at])
    except ValueError as error:
        raise OldButtonError from error


def _is_number(argument: str) -> bool:
    return typed_numbers.whole(argument) is not None


def go_below(context: Context) -> None:
    """Leave the pressed message in sight, without its buttons; go on below it."""
    context.strip_buttons()
    context.unit.pressed = None
