"""Leave out what is not used of an update, or says who somebody is."""

from typing import Any, Final

_PLACE: Final = {"latitude": 0.0, "longitude": 0.0}
# Empty, not gone: they tell the kind of message, and python-telegram-bot demands some.
_EMPTY: Final[dict[str, Any]] = {
    "first_name": "",
    "last_name": "",
    "username": "",
    "sender_user_name": "",
    "author_signature": "",
    "sender_tag": "",
    "custom_title": "",
    "photo": [],
    "new_chat_photo": [],
    "cover": [],
    "thumbnail": None,
    "contact": {"phone_number": "", "first_name": ""},
    "location": _PLACE,
    "venue": {"location": _PLACE, "title": "", "address": ""},
}
_NESTS: Final = frozenset({dict, list})
# All that is used of a message whose button was pressed, and its thread.
_PRESSED: Final = ("chat", "message_id", "message_thread_id", "is_topic_message")


def lean(update: dict[str, Any]) -> dict[str, Any]:
    """Copy an update without names, phones, photos, pins and words of the bot.

    Titles of groups and what people wrote stay; so does Telegram's name of a picture
    that somebody sends in private.
    """
    query = update.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("message"), dict):
        query = query | {"message": _pressed(query["message"])}
        return _nameless(update | {"callback_query": query})
    kept, message = _nameless(update), update.get("message")
    if isinstance(message, dict) and message.get("photo") and _is_own(message):
        kept["message"]["photo"] = [_largest(message["photo"])]
    return kept


def _is_own(message: dict[str, Any]) -> bool:
    """Tell whether a picture is one that somebody sends for a form of theirs."""
    return message["chat"]["type"] == "private" and "forward_origin" not in message


def _largest(sizes: list[dict[str, Any]]) -> dict[str, Any]:
    """Keep the name by which the bot can show a picture again, and nothing of it.

    The other name, the same for every bot, would tell who else knows the picture.
    """
    name = sizes[-1]["file_id"]  # they come from the smallest to the largest
    return {"file_id": name, "file_unique_id": "", "width": 0, "height": 0}


def _pressed(message: dict[str, Any]) -> dict[str, Any]:
    """Make it an inaccessible message, by a date of 0 (Bot API).

    That spares making an object of a hundred attributes at every press.
    """
    known = {key: message[key] for key in _PRESSED if key in message}
    return known | {"date": 0}


def _nameless(nest: dict[str, Any]) -> dict[str, Any]:
    kept = {
        key: _EMPTY[key]
        if key in _EMPTY
        else _inside(value)
        if type(value) in _NESTS
        else value
        for key, value in nest.items()
    }
    if "file_name" in kept:  # its ending tells what it is
        kept["file_name"] = "file." + str(kept["file_name"]).rpartition(".")[2]
    return kept


def _inside(nest: dict[str, Any] | list[Any]) -> Any:
    if isinstance(nest, dict):
        return _nameless(nest)
    return [_inside(each) if type(each) in _NESTS else each for each in nest]
