"""Read an update's raw JSON so that nothing in it can trip what comes after."""

import json
from typing import Any, Final

_BROKEN: Final = (b"\\ud", b"\\u0000")  # how sealed JSON, all ASCII, would spell them
_REPLACEMENT: Final = "\ufffd"


def read(body: bytes) -> dict[str, Any]:
    """Read an update; halves of characters and zero bytes become U+FFFD.

    Neither is text: UTF-8 cannot write the former, PostgreSQL keep the latter.
    """
    raw: dict[str, Any] = json.loads(body)
    if any(sign in body.lower() for sign in _BROKEN):
        raw = _mended(raw)
    return raw


def _mended(value: Any) -> Any:
    match value:
        case str():
            whole = value.encode("utf-16-le", "surrogatepass")
            return whole.decode("utf-16-le", "replace").replace("\0", _REPLACEMENT)
        case list():
            return [_mended(each) for each in value]
        case dict():
            return {_mended(key): _mended(each) for key, each in value.items()}
        case _:
            return value
