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

    Titles of groups and what people wrote stay.
    """
    query = update.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("message"), dict):
        query = query | {"message": _pressed(query["message"])}
        return _nameless(update | {"callback_query": query})
    return _nameless(update)


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
