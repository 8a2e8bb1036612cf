"""What Telegram's refusals mean (Bot API server, Client.cpp; matched on its words)."""

from enum import Enum, auto
from typing import Final

from bot.api import Refused


class Meaning(Enum):
    """What follows from a refusal."""

    FINE = auto()  # what we wanted is so already
    SAY_ANEW = auto()  # the message to edit is gone: say it as a new one
    UNREADABLE = auto()  # a text of ours that Telegram cannot parse, or too long
    MOVED = auto()  # the group became a supergroup
    NO_TOPIC = auto()  # the topic is gone or closed: use the general one
    GONE = auto()  # nobody can be reached there
    TOKEN = auto()  # the bot's token is no longer valid
    OURS = auto()  # a call that we should not have made


_WORDS: Final = (
    ("message is not modified", Meaning.FINE),
    ("message to delete not found", Meaning.FINE),
    ("message can't be deleted", Meaning.FINE),
    ("message to edit not found", Meaning.SAY_ANEW),
    ("message can't be edited", Meaning.SAY_ANEW),
    ("can't parse entities", Meaning.UNREADABLE),
    ("message is too long", Meaning.UNREADABLE),
    ("message thread not found", Meaning.NO_TOPIC),
    ("topic_closed", Meaning.NO_TOPIC),
    ("topic_deleted", Meaning.NO_TOPIC),
    ("chat not found", Meaning.GONE),
    ("not enough rights", Meaning.GONE),
    ("have no rights to send", Meaning.GONE),
    ("need administrator rights", Meaning.GONE),
    ("chat_write_forbidden", Meaning.GONE),
    ("group chat was deactivated", Meaning.GONE),
    ("user is deactivated", Meaning.GONE),
    ("peer_id_invalid", Meaning.GONE),
)
_UNAUTHORIZED: Final = 401
_FORBIDDEN: Final = 403
_NOT_FOUND: Final = 404


def meaning(refused: Refused) -> Meaning:
    """Classify a refusal."""
    if refused.moved_to is not None:
        return Meaning.MOVED
    why = refused.why.casefold()
    for words, found in _WORDS:
        if words in why:
            return found
    if refused.code == _FORBIDDEN:
        return Meaning.GONE
    if refused.code in (_UNAUTHORIZED, _NOT_FOUND):
        return Meaning.TOKEN
    return Meaning.OURS
