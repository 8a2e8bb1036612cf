"""What a Bot API call comes back with: an answer, a refusal, or a broken line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

JSON: TypeAlias = dict[str, Any]
Drop: TypeAlias = Literal["timeout", "reset"]

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of the Bot API."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"Content-Type": "application/json"}
    )

    @property
    def json(self) -> JSON:
        """Read the body as JSON."""
        return dict(json.loads(self.body))


class RefusalError(Exception):
    """A call that Telegram refuses, with its code and description."""

    def __init__(self, code: int, detail: str = "", **parameters: int) -> None:
        self.code = code
        self.description = ": ".join(filter(None, (PREFIXES[code], detail)))
        self.parameters = parameters
        super().__init__(self.description)

    def answer(self) -> Answer:
        """Word the refusal as the Bot API does."""
        body: JSON = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return Answer(self.code, encode(body))


class DroppedError(Exception):
    """A line that broke before the answer came through."""

    def __init__(self, kind: Drop, *, accepted: bool, seconds: float = 0.0) -> None:
        self.kind: Drop = kind
        self.accepted = accepted
        self.seconds = seconds
        super().__init__(kind)


def bad_request(detail: str, **parameters: int) -> RefusalError:
    """Make a refusal with code 400."""
    return RefusalError(400, detail, **parameters)


def forbidden(detail: str) -> RefusalError:
    """Make a refusal with code 403."""
    return RefusalError(403, detail)


def too_many(seconds: int) -> RefusalError:
    """Make a refusal with code 429 that says how long to wait."""
    return RefusalError(429, f"retry after {seconds}", retry_after=seconds)


def accept(result: object) -> Answer:
    """Make the answer to an accepted call."""
    return Answer(200, encode({"ok": True, "result": result}))


def encode(body: object) -> bytes:
    """Encode JSON as the Bot API does."""
    return json.dumps(body, separators=(",", ":")).encode()
