"""Calls of the Bot API, as they are recorded."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.answers import JSON
from bot.playground.upload import Upload


@dataclass(slots=True)
class Call:
    """One call of the bot and what became of it."""

    n: int
    at: float
    method: str
    params: JSON
    problems: list[str] = field(default_factory=list)
    outcome: str = "pending"
    accepted: bool = False
    status: int = 0
    description: str = ""
    retry_after: int | None = None
    result: Any = None
    chat: int | None = None

    @property
    def message_id(self) -> int | None:
        """Give the number of the message that the call made or changed."""
        made = self.result.get("message_id") if isinstance(self.result, dict) else None
        return made or self.params.get("message_id")

    @property
    def text(self) -> str | None:
        """Give the plain text as sent."""
        if isinstance(self.result, dict):
            text = self.result.get("text", self.result.get("caption"))
            return None if text is None else str(text)
        return self.params.get("text")

    @property
    def facts(self) -> JSON:
        """Say what the journal says."""
        return {
            "n": self.n,
            "began": self.at,
            "method": self.method,
            "chat": self.chat,
            "message_id": self.message_id if self.accepted else None,
            "accepted": self.accepted,
            "outcome": self.outcome,
            "status": self.status,
            "description": self.description or None,
            "retry_after": self.retry_after,
            "text": self.text,
            "params": {key: _plain(value) for key, value in self.params.items()},
        }


def _plain(value: Any) -> Any:
    return value.summary if isinstance(value, Upload) else value
