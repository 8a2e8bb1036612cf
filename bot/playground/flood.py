"""Which calls count towards the flood limits."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON, too_many

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

SENDS = "send"
FREE = {"sendChatAction"}
EDITS = {"editMessageText", "editMessageReplyMarkup", "editMessageCaption"}


def check_flood(telegram: "Telegram", method: str, params: JSON) -> None:
    """Refuse a message too many."""
    limits, chat = telegram.limits, telegram.chats.get(params.get("chat_id", 0))
    is_message = method.startswith(SENDS) and method not in FREE
    if limits is None or chat is None or not (is_message or method in EDITS):
        return
    now = telegram.now()
    if not chat.is_private:
        wait = limits.group(chat.id, now)
    elif is_message:
        wait = limits.private(chat.id, now, now - chat.active)
    else:
        wait = 0
    if wait:
        raise too_many(wait)
