"""What phones show, as JSON for the page."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON
from bot.playground.chats import Chat

if TYPE_CHECKING:
    from bot.playground.person import Person
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
    """List the people and the groups, and say what is wrong on purpose."""
    return {
        "bot": telegram.bot,
        "people": [_person(telegram, one) for one in telegram.people.values()],
        "groups": [_group(telegram, group.chat) for group in telegram.groups.values()],
        "network": not telegram.is_cut,
    }


def _person(telegram: "Telegram", person: "Person") -> JSON:
    language = person.user.get("language_code", "")
    return {
        **person.user,
        "alerts": person.alerts,
        "blocked": person.chat.status(telegram.bot_id) == "kicked",
        "bot_name": telegram.profile.name(language) or telegram.bot["first_name"],
        "description": telegram.profile.description(language),
    }


def _group(telegram: "Telegram", chat: Chat) -> JSON:
    return {
        **chat.brief,
        "members": [person for person in telegram.people if chat.has(person)],
        "bot": chat.status(telegram.bot_id),
        "bot_posts": chat.bot_posts,
        "topics": {thread: topic.name for thread, topic in chat.topics.items()},
        "upgraded_to": chat.upgraded_to,
    }


def screen(telegram: "Telegram", chat: Chat) -> JSON:
    """Give what a chat shows: messages, reply keyboard, commands."""
    waiting = _waiting(telegram, chat)
    messages = [_line(telegram, chat, message) for message in chat.messages.values()]
    for line in messages:
        line["taken"] = line["id"] not in waiting
    return {
        "chat": chat.brief,
        "messages": messages,
        "keyboard": _labels(chat.keyboard or {}),
        "placeholder": (chat.keyboard or {}).get("input_field_placeholder", ""),
        "commands": _commands(telegram, chat),
    }


def _waiting(telegram: "Telegram", chat: Chat) -> set[int]:
    """List the messages that the bot has not taken in."""
    messages = [update.get("message", {}) for update in telegram.updates.unconfirmed()]
    return {
        message["message_id"]
        for message in messages
        if message and message["chat"]["id"] == chat.id
    }


def _labels(markup: JSON) -> list[list[str]]:
    return [
        [key if isinstance(key, str) else key["text"] for key in row]
        for row in markup.get("keyboard", [])
    ]


def _commands(telegram: "Telegram", chat: Chat) -> list[JSON]:
    person = telegram.people.get(chat.id)
    language = person.user.get("language_code", "") if person else ""
    return telegram.profile.commands_in(chat.id, language, private=chat.is_private)


def _channel(chat: Chat) -> JSON:
    return {"id": chat.id, "is_bot": False, "first_name": chat.facts["title"]}


def _line(telegram: "Telegram", chat: Chat, message: JSON) -> JSON:
    is_text = "text" in message
    line: JSON = {
        "id": message["message_id"],
        "from": message.get("from") or _channel(chat),
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
    if "reply_to_message" in message:
        line["reply_to"] = message["reply_to_message"]["message_id"]
    if "forward_origin" in message:
        line["forwarded"] = message["forward_origin"]["sender_user_name"]
    if "document" in message:
        line["file"] = message["document"].get("file_name", "")
    return line | _file(telegram, message)


def _file(telegram: "Telegram", message: JSON) -> JSON:
    """Name the file that the bot sent along; what people send has no content."""
    facts = [message.get("document", {}), *message.get("photo", [])]
    numbers = [one["file_id"] for one in facts if one.get("file_id") in telegram.files]
    return {"file_id": numbers[-1]} if numbers else {}
