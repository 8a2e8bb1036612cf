"""Rules of keyboards (tdlib, ReplyMarkup.cpp; Bot API, InlineKeyboardButton)."""

from collections.abc import Iterable
from typing import Any

from bot.playground.answers import JSON, bad_request
from bot.playground.utf16 import width

MOST_BUTTONS = 100
MOST_IN_ROW = 8
MOST_BYTES = 64
MOST_PLACEHOLDER = 64
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
SCHEMES = ("http://", "https://", "tg://")
ASKED = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}


def check_markup(markup: JSON | None, *, private: bool) -> None:
    """Refuse what Telegram refuses in a keyboard."""
    if markup is None:
        return
    if "inline_keyboard" in markup:
        _check_inline(markup["inline_keyboard"])
    elif "keyboard" in markup:
        _check_reply(markup["keyboard"], private=private)
    if width(markup.get("input_field_placeholder", "")) > MOST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")


def _check_inline(rows: list[list[JSON]]) -> None:
    _check_size(rows)
    for button in _flat(rows):
        _check_button(button)


def _check_size(rows: list[list[Any]]) -> None:
    widest = max(map(len, rows), default=0)
    if sum(map(len, rows)) > MOST_BUTTONS or widest > MOST_IN_ROW:
        raise bad_request("reply markup is too long")


def _check_button(button: JSON) -> None:
    if not ACTIONS & button.keys():
        detail = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {detail}")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    size = len(button.get("callback_data", "-").encode())
    if not 1 <= size <= MOST_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url", SCHEMES[0])
    if not url.startswith(SCHEMES):
        detail = f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        raise bad_request(detail)


def _check_reply(rows: list[list[Any]], *, private: bool) -> None:
    for button in _flat(rows):
        facts = {"text": button} if isinstance(button, str) else button
        if not facts["text"].strip():
            raise bad_request("keyboard button text must be non-empty")
        asked = [ASKED[key] for key in ASKED if facts.get(key)]
        if asked and not private:
            raise bad_request(f"{asked[0]} can be requested in private chats only")


def _flat(rows: list[list[Any]]) -> Iterable[Any]:
    return [button for row in rows for button in row]
