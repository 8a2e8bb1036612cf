"""Buttons: what they say, and what they carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from bot.i18n import Text, Translator

DATA_LIMIT: Final = 64  # bytes; Bot API, InlineKeyboardButton
SHORT: Final = 24  # characters of a label; domain, style

Markup = dict[str, Any]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its data (`feature.version:action:arguments`) or its link."""

    label: Text | str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """Buttons under a message, in rows."""

    rows: Sequence[Sequence[Button]]

    def render(self, translator: Translator) -> Markup:
        """Write the keyboard as the Bot API's InlineKeyboardMarkup."""
        return {
            "inline_keyboard": [
                [_render(button, translator) for button in row]
                for row in self.rows
                if row
            ]
        }


@dataclass(frozen=True, slots=True)
class Menu:
    """The reply keyboard; its labels come back as text."""

    rows: Sequence[Sequence[Text]]

    def render(self, translator: Translator) -> Markup:
        """Write the keyboard as the Bot API's ReplyKeyboardMarkup."""
        rows = [
            [{"text": translator.plain(label)} for label in row] for row in self.rows
        ]
        return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True}


@dataclass(frozen=True, slots=True)
class NoMenu:
    """Takes the reply keyboard away."""

    def render(self, _: Translator) -> Markup:
        """Write the Bot API's ReplyKeyboardRemove."""
        return {"remove_keyboard": True}


Keyboard = Inline | Menu | NoMenu


def data(feature: str, action: str, *arguments: str | int) -> str:
    """Write callback data; `feature` bears its version ("queue.1").

    Raises ValueError when it is over 64 bytes or an argument holds the separator.
    """
    parts = [feature, action, *(str(argument) for argument in arguments)]
    written = ":".join(parts)
    if written.count(":") != len(parts) - 1 or len(written.encode()) > DATA_LIMIT:
        raise ValueError(f"callback data of {feature}:{action} cannot be written")
    return written


def column(*buttons: Button) -> Inline:
    """Set buttons one under the other."""
    return Inline([[button] for button in buttons])


def in_rows(buttons: Sequence[_T], width: int) -> list[list[_T]]:
    """Set buttons, or labels of a menu, so many in a row."""
    return [list(buttons[at : at + width]) for at in range(0, len(buttons), width)]


def _render(button: Button, translator: Translator) -> Markup:
    label = {"text": translator.plain(button.label)}
    if button.url is not None:
        return label | {"url": button.url}
    return label | {"callback_data": button.data}
