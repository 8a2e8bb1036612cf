"""What phones show, as JSON for the page."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON
from bot.playground.chats import Chat

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

MEDIA = (
    "photo",
    "document",
    "voice",
    "video_note",
    "video",
    "audio",
    "sticker",
    "contact",
    "location",
    "venue",
    "poll",
)
SERVICE = {
    "new_chat_members": "joined",
    "migrate_to_chat_id": "became a supergroup",
    "migrate_from_chat_id": "was a group",
}


def state(telegram: "Telegram") -> JSON:
    """List the people and the groups."""
    people = [
        {
            **person.user,
            "alerts": person.alerts,
            "blocked": person.chat.status(telegram.bot_id) == "kicked",
        }
        for person in telegram.people.values()
    ]
    groups = [_group(telegram, group.chat) for group in telegram.groups.values()]
    return {"bot": telegram.bot, "people": people, "groups": groups}


def _group(telegram: "Telegram", chat: Chat) -> JSON:
    return {
        **chat.brief,
        "members": [person for person in telegram.people if chat.has(person)],
        "bot": chat.status(telegram.bot_id),
        "topics": {thread: topic.name for thread, topic in chat.topics.items()},
        "upgraded_to": chat.upgraded_to,
    }


def screen(chat: Chat) -> JSON:
    """Give what a chat shows: its messages and its reply keyboard."""
    messages = [_line(chat, message) for message in chat.messages.values()]
    rows = (chat.keyboard or {}).get("keyboard", [])
    labels = [
        [key if isinstance(key, str) else key["text"] for key in row] for row in rows
    ]
    return {"chat": chat.brief, "messages": messages, "keyboard": labels}


def _line(chat: Chat, message: JSON) -> JSON:
    is_text = "text" in message
    line: JSON = {
        "id": message["message_id"],
        "from": message["from"],
        "date": message["date"],
        "edited": "edit_date" in message,
        "text": message.get("text", message.get("caption", "")),
        "entities": message.get("entities" if is_text else "caption_entities", []),
        "media": [kind for kind in MEDIA if kind in message],
        "service": [words for key, words in SERVICE.items() if key in message],
        "rows": message.get("reply_markup", {}).get("inline_keyboard", []),
        "thread": message.get("message_thread_id"),
        "reactions": chat.reactions.get(message["message_id"], []),
    }
    if "document" in message:
        line["file"] = message["document"].get("file_name", "")
    return line
