"""Messages: sent, edited, deleted."""

from typing import TYPE_CHECKING

from bot.playground.access import reachable_chat, writable_chat
from bot.playground.answers import JSON, bad_request
from bot.playground.chats import Chat
from bot.playground.compose import find_reply, lay_keyboard, read_body
from bot.playground.copies import copied
from bot.playground.keyboards import check_markup

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

MOST_DELETED = 100
TWO_DAYS = 48 * 3600
SAME = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(telegram: "Telegram", params: JSON) -> JSON:
    """Send a text."""
    return publish(telegram, params, read_body(telegram, params))


def publish(telegram: "Telegram", params: JSON, content: JSON) -> JSON:
    """Put a message of the bot into a chat."""
    chat = writable_chat(telegram, params)
    markup = params.get("reply_markup")
    check_markup(markup, private=chat.is_private)
    content |= find_reply(chat, params) | chat.thread(params.get("message_thread_id"))
    message = chat.add(telegram.bot, telegram.date, content)
    lay_keyboard(chat, message, markup)
    telegram.events.tell("message", chat=chat.id)
    return copied(message)


def edit_message_text(telegram: "Telegram", params: JSON) -> JSON:
    """Change a text and its buttons."""
    body = read_body(telegram, params)
    chat, message = _own(telegram, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(telegram, chat, message, body | _buttons(params))


def edit_message_reply_markup(telegram: "Telegram", params: JSON) -> JSON:
    """Change the buttons."""
    chat, message = _own(telegram, params)
    kept = {key: message[key] for key in ("text", "entities") if key in message}
    return _change(telegram, chat, message, kept | _buttons(params))


def _own(telegram: "Telegram", params: JSON) -> tuple[Chat, JSON]:
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    chat = reachable_chat(telegram, params["chat_id"])
    message = chat.messages.get(params.get("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from", {}).get("id") != telegram.bot_id:
        raise bad_request("message can't be edited")
    check_markup(params.get("reply_markup"), private=chat.is_private)
    return chat, message


def _buttons(params: JSON) -> JSON:
    markup = params.get("reply_markup", {})
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}


def _change(telegram: "Telegram", chat: Chat, message: JSON, new: JSON) -> JSON:
    keys = ("text", "entities", "reply_markup")
    if {key: message[key] for key in keys if key in message} == new:
        raise bad_request(SAME)
    for key in keys:
        message.pop(key, None)
    message.update(new, edit_date=telegram.date)
    telegram.events.tell("edited", chat=chat.id)
    return copied(message)


def delete_message(telegram: "Telegram", params: JSON) -> bool:
    """Delete a message that is not older than two days."""
    chat = reachable_chat(telegram, params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(telegram, chat, message):
        raise bad_request("message can't be deleted")
    _remove(telegram, chat, message)
    return True


def delete_messages(telegram: "Telegram", params: JSON) -> bool:
    """Delete what can be deleted of a list."""
    chat = reachable_chat(telegram, params["chat_id"])
    if not 1 <= len(params["message_ids"]) <= MOST_DELETED:
        raise bad_request("wrong number of message identifiers")
    for number in params["message_ids"]:
        message = chat.messages.get(number)
        if message and _may_delete(telegram, chat, message):
            _remove(telegram, chat, message)
    return True


def _may_delete(telegram: "Telegram", chat: Chat, message: JSON) -> bool:
    if telegram.now() - message["date"] > TWO_DAYS:
        return False
    is_own = message.get("from", {}).get("id") == telegram.bot_id
    return is_own or chat.is_private or chat.is_admin(telegram.bot_id)


def _remove(telegram: "Telegram", chat: Chat, message: JSON) -> None:
    del chat.messages[message["message_id"]]
    telegram.events.tell("deleted", chat=chat.id)


def send_chat_action(telegram: "Telegram", params: JSON) -> bool:
    """Show that the bot is writing."""
    if params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(telegram, params)
    telegram.events.tell("typing", chat=chat.id)
    return True


def set_message_reaction(telegram: "Telegram", params: JSON) -> bool:
    """React to a message."""
    chat = reachable_chat(telegram, params["chat_id"])
    if params["message_id"] not in chat.messages:
        raise bad_request("message to react not found")
    chat.reactions[params["message_id"]] = params.get("reaction", [])
    telegram.events.tell("reaction", chat=chat.id)
    return True
