"""What is kept of an update names nobody, and still tells what it is."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Vault
from bot.db import Sessions
from bot.intake.lean import lean
from bot.intake.store import Inbox, payload_cell
from bot.models import Inbox as Row

NAME = "Щебетуненко"
USER = {"id": 7, "is_bot": False, "first_name": NAME, "last_name": NAME}
USER |= {"username": NAME, "language_code": "uk"}
CHAT = {"id": 7, "type": "private", "first_name": NAME, "username": NAME}
GROUP = {"id": -9, "type": "supergroup", "title": "Рада", "username": NAME}
SAID = {"message_id": 5, "date": 1, "from": USER, "chat": CHAT}
MEMBER = {"user": USER, "status": "administrator", "custom_title": NAME}
PIN = {"latitude": 49.98, "longitude": 36.25}
FILE = {"file_id": NAME, "file_unique_id": NAME, "width": 1, "height": 1}
CARD = {"phone_number": NAME, "first_name": NAME, "user_id": 8, "vcard": NAME}
MENTION = {"type": "text_mention", "offset": 0, "length": 1, "user": USER}
JOINED = {"from": USER, "chat": GROUP, "date": 1, "new_chat_member": MEMBER}
KINDS: dict[str, dict[str, Any]] = {
    "text": {"message": SAID | {"text": "Лавка", "entities": [MENTION]}},
    "edited": {"edited_message": SAID | {"text": "Лавка", "edit_date": 2}},
    "in a group": {"message": SAID | {"chat": GROUP, "sender_tag": NAME}},
    "contact": {"message": SAID | {"contact": CARD}},
    "photo": {
        "message": SAID | {"photo": [FILE, FILE | {"file_id": "7"}], "caption": "Яма"}
    },
    "edited photo": {"edited_message": SAID | {"photo": [FILE]}},
    "photo in a group": {"message": SAID | {"chat": GROUP, "photo": [FILE]}},
    "forwarded photo": {"message": SAID | {"photo": [FILE], "forward_origin": {}}},
    "thumbnail": {
        "message": SAID
        | {"document": {"file_id": "7", "file_name": f"{NAME}.pdf", "thumbnail": FILE}}
    },
    "photo of a chat": {"message": SAID | {"chat": GROUP, "new_chat_photo": [FILE]}},
    "pin": {"message": SAID | {"location": PIN}},
    "venue": {
        "message": SAID | {"venue": {"location": PIN, "title": NAME, "address": NAME}}
    },
    "forward": {
        "message": SAID
        | {"forward_origin": {"type": "hidden_user", "sender_user_name": NAME}}
    },
    "forward of a channel": {
        "message": SAID
        | {"forward_origin": {"type": "channel", "author_signature": NAME}}
    },
    "answer": {"message": SAID | {"reply_to_message": SAID | {"text": "Так"}}},
    "new members": {"message": SAID | {"new_chat_members": [USER]}},
    "press": {"callback_query": {"from": USER, "message": SAID | {"text": NAME}}},
    "my_chat_member": {"my_chat_member": JOINED | {"old_chat_member": MEMBER}},
    "not invented yet": {"hologram": {"from": USER, "parts": [[USER]]}},
}


async def test_opened_with_the_key_no_kind_names_anybody(
    sessions: Sessions, session: AsyncSession, vault: Vault
) -> None:
    raws = [{"update_id": n} | kind for n, kind in enumerate(KINDS.values(), 1)]
    await Inbox(sessions, 42).store(raws)
    rows = (await session.scalars(select(Row))).all()
    kept = [vault.open(row.payload or b"", payload_cell(row.update_id)) for row in rows]
    named = [each for each in kept if NAME in str(json.loads(each)) or b"49.98" in each]
    assert (len(kept), named) == (len(KINDS), [])


@pytest.mark.parametrize("kind", ["contact", "photo", "pin", "venue", "forward"])
def test_it_still_tells_its_kind(kind: str) -> None:
    assert lean(KINDS[kind])["message"].keys() == KINDS[kind]["message"].keys()


def test_of_a_photo_the_bots_own_name_for_it_is_left() -> None:
    (kept,) = lean(KINDS["photo"])["message"]["photo"]
    assert kept == {"file_id": "7", "file_unique_id": "", "width": 0, "height": 0}


def test_a_group_keeps_its_title_and_everybody_their_number() -> None:
    kept = lean(KINDS["my_chat_member"])["my_chat_member"]
    member = kept["new_chat_member"]["user"]
    assert (kept["chat"]["title"], member["id"]) == ("Рада", 7)


def test_of_a_pressed_message_its_place_is_left() -> None:
    message = {"message_id": 7, "chat": {"id": 1}, "date": 9, "text": "a"}
    raw = {"update_id": 1, "callback_query": {"id": "1", "message": message}}
    kept = lean(raw)["callback_query"]["message"]
    assert kept == {"message_id": 7, "chat": {"id": 1}, "date": 0}
