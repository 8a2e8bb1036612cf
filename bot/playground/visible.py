"""Which messages of a group a bot gets: all, or in privacy mode few."""

from bot.playground.answers import JSON
from bot.playground.chats import Chat
from bot.playground.utf16 import cut

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


def reaches_bot(chat: Chat, message: JSON, bot: JSON, *, privacy: bool) -> bool:
    """Tell whether the bot gets a message."""
    if chat.is_private:
        return True
    if not chat.has(bot["id"]):
        return False
    if not privacy or chat.is_admin(bot["id"]):
        return True
    return _is_meant(message, bot)


def _is_meant(message: JSON, bot: JSON) -> bool:
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    is_service = any(key in message for key in SERVICE)
    return is_service or replied == bot["id"] or _commands(message, bot["username"])


def _commands(message: JSON, username: str) -> bool:
    for entity in message.get("entities", []):
        if entity["type"] == "bot_command":
            command = cut(message["text"], entity["offset"], entity["length"])
            return command.partition("@")[2].lower() in {"", username.lower()}
    return False
