"""Where the bot may write (telegram-bot-api, Client.cpp, check_chat_access)."""

from typing import TYPE_CHECKING, Any

from bot.playground.answers import bad_request, forbidden

if TYPE_CHECKING:
    from bot.playground.answers import JSON
    from bot.playground.chats import Chat
    from bot.playground.telegram import Telegram

GENERAL_TOPIC = 1
UPGRADED = "group chat was upgraded to a supergroup chat"


def find_chat(telegram: "Telegram", chat_id: Any) -> "Chat":
    """Find the chat that a call names."""
    if isinstance(chat_id, str):
        names = {chat.facts.get("username"): chat for chat in telegram.chats.values()}
        chat = names.get(chat_id.removeprefix("@"))
    else:
        chat = telegram.chats.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def reachable_chat(telegram: "Telegram", chat_id: Any) -> "Chat":
    """Find a chat that the bot may act in."""
    chat = find_chat(telegram, chat_id)
    if chat.is_private:
        _check_person(telegram, chat)
    else:
        _check_group(telegram, chat)
    return chat


def writable_chat(telegram: "Telegram", params: "JSON") -> "Chat":
    """Find the chat and topic that the bot may write into."""
    chat = reachable_chat(telegram, params["chat_id"])
    if chat.status(telegram.bot_id) == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    if chat.is_channel and not (chat.is_admin(telegram.bot_id) and chat.bot_posts):
        raise bad_request("need administrator rights in the channel chat")
    if chat.is_forum:
        _check_topic(telegram, chat, params.get("message_thread_id"))
    return chat


def _check_person(telegram: "Telegram", chat: "Chat") -> None:
    if telegram.people[chat.id].deactivated:
        raise forbidden("user is deactivated")
    if chat.status(telegram.bot_id) == "kicked":
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(telegram: "Telegram", chat: "Chat") -> None:
    status = chat.status(telegram.bot_id)
    if chat.upgraded_to is not None:
        raise bad_request(UPGRADED, migrate_to_chat_id=chat.upgraded_to)
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")


def _check_topic(telegram: "Telegram", chat: "Chat", thread: int | None) -> None:
    if thread is None:
        return
    topic = chat.topics.get(thread)
    if topic is None or thread == GENERAL_TOPIC:
        raise bad_request("message thread not found")
    if topic.closed and not chat.is_admin(telegram.bot_id):
        raise bad_request("TOPIC_CLOSED")
