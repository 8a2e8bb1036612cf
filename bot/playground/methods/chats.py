"""Chats and their members."""

from typing import TYPE_CHECKING

from bot.playground.access import find_chat, reachable_chat
from bot.playground.answers import JSON, bad_request
from bot.playground.chats import Topic
from bot.playground.members import member

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
LONGEST_TOPIC = 128


def get_chat(telegram: "Telegram", params: JSON) -> JSON:
    """Describe a chat."""
    chat = find_chat(telegram, params["chat_id"])
    if not chat.is_private:
        chat = reachable_chat(telegram, params["chat_id"])
    numbers = {"accent_color_id": 0, "max_reaction_count": 11}
    return {**chat.brief, **numbers, "accepted_gift_types": NO_GIFTS}


def get_chat_member(telegram: "Telegram", params: JSON) -> JSON:
    """Describe a member of a chat."""
    chat = reachable_chat(telegram, params["chat_id"])
    if params["user_id"] == telegram.bot_id:
        return member(chat, telegram.bot)
    person = telegram.people.get(params["user_id"])
    if person is None:
        raise bad_request("invalid user_id specified")
    return member(chat, person.user)


def get_chat_administrators(telegram: "Telegram", params: JSON) -> list[JSON]:
    """List those who lead a chat."""
    chat = reachable_chat(telegram, params["chat_id"])
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    users = [*(person.user for person in telegram.people.values()), telegram.bot]
    return [member(chat, user) for user in users if chat.is_admin(user["id"])]


def leave_chat(telegram: "Telegram", params: JSON) -> bool:
    """Leave a group."""
    chat = reachable_chat(telegram, params["chat_id"])
    if chat.is_private:
        raise bad_request("chat not found")
    telegram.change_bot(chat, "left", by=telegram.bot)
    return True


def create_forum_topic(telegram: "Telegram", params: JSON) -> JSON:
    """Open a topic in a forum."""
    chat = reachable_chat(telegram, params["chat_id"])
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.is_admin(telegram.bot_id):
        raise bad_request("not enough rights to create a topic")
    name = params["name"]
    if not 1 <= len(name) <= LONGEST_TOPIC:
        raise bad_request("TOPIC_TITLE_EMPTY")
    thread = chat.next_id()
    chat.topics[thread] = Topic(name)
    telegram.events.tell("topic", chat=chat.id)
    return {"message_thread_id": thread, "name": name, "icon_color": 7322096}
