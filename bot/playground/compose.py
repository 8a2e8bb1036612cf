"""What a bot's message is made of: text, topic, reply, keyboard."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON, bad_request
from bot.playground.chats import Chat
from bot.playground.text import read_text
from bot.playground.utf16 import width

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def read_body(telegram: "Telegram", params: JSON) -> JSON:
    """Read the text of a message, 1 to 4096 units after parsing."""
    if not params["text"]:
        raise bad_request("message text is empty")
    body = read_text(params["text"], params.get("parse_mode"), params.get("entities"))
    if not body["text"]:
        raise bad_request("text must be non-empty")
    if width(body["text"]) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return name_people(telegram, body)


def read_caption(telegram: "Telegram", params: JSON) -> JSON:
    """Read the caption of a picture or a file."""
    source, given = params.get("caption", ""), params.get("caption_entities")
    body = name_people(telegram, read_text(source, params.get("parse_mode"), given))
    if width(body["text"]) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    names = {"text": "caption", "entities": "caption_entities"}
    return {names[key]: body[key] for key in body if body["text"]}


def name_people(telegram: "Telegram", body: JSON) -> JSON:
    """Turn links to people into mentions; strangers stay plain text."""
    kept = []
    for entity in body.pop("entities", []):
        person = telegram.people.get(entity.pop("user_id", 0))
        if person:
            entity["user"] = person.user
        if person or entity["type"] != "text_mention":
            kept.append(entity)
    return body | ({"entities": kept} if kept else {})


def find_reply(chat: Chat, params: JSON) -> JSON:
    """Find the message that is replied to."""
    wanted = params.get("reply_parameters")
    if not wanted:
        return {}
    reply = chat.reply(wanted["message_id"])
    if not reply and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return reply


def lay_keyboard(chat: Chat, message: JSON, markup: JSON | None) -> None:
    """Put inline buttons under the message, or a keyboard on the phone."""
    if markup is None:
        return
    if markup.get("inline_keyboard"):
        message["reply_markup"] = markup
    elif "keyboard" in markup:
        chat.keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.keyboard = None
