"""What Telegram's refusals mean."""

import pytest

from bot.api import Refused
from bot.outbox.refusals import Meaning, meaning

BAD = "Bad Request: "
SAME = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


@pytest.mark.parametrize(
    ("code", "why", "expected"),
    [
        (400, BAD + SAME, Meaning.FINE),
        (400, BAD + "message to delete not found", Meaning.FINE),
        (400, BAD + "message can't be deleted for everyone", Meaning.FINE),
        (400, BAD + "message to edit not found", Meaning.SAY_ANEW),
        (400, BAD + "message can't be edited", Meaning.SAY_ANEW),
        (400, BAD + "can't parse entities: Unsupported tag", Meaning.UNREADABLE),
        (400, BAD + "message thread not found", Meaning.NO_TOPIC),
        (400, BAD + "TOPIC_CLOSED", Meaning.NO_TOPIC),
        (400, BAD + "TOPIC_DELETED", Meaning.NO_TOPIC),
        (400, BAD + "chat not found", Meaning.GONE),
        (400, BAD + "CHAT_WRITE_FORBIDDEN", Meaning.GONE),
        (400, BAD + "not enough rights to send text messages", Meaning.GONE),
        (400, BAD + "PEER_ID_INVALID", Meaning.GONE),
        (403, "Forbidden: bot was blocked by the user", Meaning.GONE),
        (403, "Forbidden: user is deactivated", Meaning.GONE),
        (403, "Forbidden: bot was kicked from the supergroup chat", Meaning.GONE),
        (403, "Forbidden: some new reason", Meaning.GONE),
        (400, BAD + "message is too long", Meaning.UNREADABLE),
        (400, BAD + "BUTTON_DATA_INVALID", Meaning.OURS),
        (401, "Unauthorized", Meaning.TOKEN),
        (404, "Not Found", Meaning.TOKEN),
    ],
)
def test_a_refusal_has_its_meaning(code: int, why: str, expected: Meaning) -> None:
    assert meaning(Refused(code, why)) is expected


def test_a_new_number_of_the_group_comes_before_the_words() -> None:
    moved = Refused(400, BAD + "group chat was upgraded", moved_to=-100500)
    assert meaning(moved) is Meaning.MOVED
