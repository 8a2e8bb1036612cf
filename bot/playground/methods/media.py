"""Files and pictures."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON, bad_request
from bot.playground.compose import read_caption
from bot.playground.methods.messages import publish
from bot.playground.upload import Upload

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


def send_document(telegram: "Telegram", params: JSON) -> JSON:
    """Send a file."""
    facts = _store(telegram, params, "document")
    return publish(telegram, params, {"document": facts, **_caption(telegram, params)})


def send_photo(telegram: "Telegram", params: JSON) -> JSON:
    """Send a picture."""
    facts = _store(telegram, params, "photo")
    sized = {"width": 640, "height": 480, **facts}
    for key in ("file_name", "mime_type"):
        sized.pop(key, None)
    return publish(telegram, params, {"photo": [sized], **_caption(telegram, params)})


def get_file(telegram: "Telegram", params: JSON) -> JSON:
    """Tell where a file can be fetched."""
    number = params["file_id"]
    upload = telegram.files.get(number)
    if upload is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": number,
        "file_unique_id": number,
        "file_size": len(upload.content),
        "file_path": f"documents/{number}",
    }


def _caption(telegram: "Telegram", params: JSON) -> JSON:
    return read_caption(telegram, params)


def _store(telegram: "Telegram", params: JSON, key: str) -> JSON:
    upload = _find(params, key)
    number = f"sent{len(telegram.files) + 1}"
    if not isinstance(upload, Upload):
        return {"file_id": str(upload), "file_unique_id": number}
    telegram.files[number] = upload
    return {
        "file_id": number,
        "file_unique_id": number,
        "file_name": upload.name,
        "mime_type": upload.mime_type,
        "file_size": len(upload.content),
    }


def _find(params: JSON, key: str) -> object:
    """Follow "attach://name" to the file sent along."""
    given = params[key]
    if isinstance(given, str) and given.startswith("attach://"):
        return params.get(given.removeprefix("attach://"), given)
    return given
