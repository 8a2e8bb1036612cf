"""What people send besides text."""

from itertools import count

from bot.playground.answers import JSON
from bot.playground.text import compose, tidy

_serial = count(1)
PLACE = {"latitude": 49.98, "longitude": 36.25}
SINGLE: dict[str, JSON] = {
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "video_note": {"duration": 3, "length": 240},
    "video": {"duration": 3, "width": 640, "height": 480, "mime_type": "video/mp4"},
    "audio": {"duration": 3, "mime_type": "audio/mpeg"},
    "document": {"file_name": "plan.pdf", "mime_type": "application/pdf"},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    },
}
OPTION = {"text": "Так", "voter_count": 0, "persistent_id": "1"}
WORDS: dict[str, JSON] = {
    "contact": {"phone_number": "+380441234567", "first_name": "Olena"},
    "location": PLACE,
    "venue": {"location": PLACE, "title": "Hromada", "address": "Soborna 1"},
    "poll": {
        "id": "1",
        "question": "Так?",
        "options": [OPTION],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    },
}


def make_media(kind: str, caption: str | None = None) -> JSON:
    """Make the content of a message of one kind."""
    if kind in WORDS:
        extra = {"location": PLACE} if kind == "venue" else {}
        return {kind: WORDS[kind], **extra}
    if kind == "photo":
        return {
            "photo": [_file({"width": 640, "height": 480})],
            **make_caption(caption),
        }
    return {kind: _file(SINGLE[kind]), **make_caption(caption)}


def make_album(caption: str | None = None) -> list[JSON]:
    """Make the two messages of an album, the first with the caption."""
    group = str(next(_serial))
    first, second = make_media("photo", caption), make_media("photo")
    return [first | {"media_group_id": group}, second | {"media_group_id": group}]


def _file(facts: JSON) -> JSON:
    number = next(_serial)
    ids = {"file_id": f"file{number}", "file_unique_id": f"unique{number}"}
    return {**ids, "file_size": 1000, **facts}


def make_caption(caption: str | None) -> JSON:
    """Make the caption of a picture or a file."""
    if caption is None:
        return {}
    content = compose(*tidy(caption, []))
    names = {"text": "caption", "entities": "caption_entities"}
    return {names[key]: value for key, value in content.items()}
