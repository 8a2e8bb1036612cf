"""A claimed message, ready to be sent."""

import base64
import time
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InputFile

from bot.address import Address
from bot.models import Outbox
from bot.models.outbox import MessageClass
from bot.services.letters import post, sealed

# A claim that grew old while its process was frozen may belong to somebody else by now.
FRESH_SECONDS: Final = 8.0
_IN_A_TOPIC: Final = {"sendMessage", "sendPhoto", "sendDocument"}
_SCOPED: Final = {"setMyCommands", "deleteMyCommands"}


@dataclass(slots=True)
class Row:
    """An outbox row in the hands of its sender, opened."""

    id: int
    chat_key: int
    address: Address
    method: str
    payload: dict[str, Any]
    message_class: MessageClass
    purpose: str | None = None
    lane: int | None = None
    notice_id: int | None = None
    attempts: int = 0
    claimed: float = field(default_factory=time.monotonic)

    @property
    def params(self) -> dict[str, Any]:
        """Write the parameters of the Bot API call."""
        if self.method in _SCOPED:
            scope = self.call["scope"] | {"chat_id": self.address.chat_id}
            return self.call | {"scope": scope}
        params = {"chat_id": self.address.chat_id} | self.call
        if self.method == "sendDocument":
            params["document"] = _file(params["document"])
        if self.method == "sendPhoto":
            params["photo"] = _file(params["photo"])
        if self.address.thread_id is not None and self.method in _IN_A_TOPIC:
            params["message_thread_id"] = self.address.thread_id
        return params

    @property
    def call(self) -> dict[str, Any]:
        """Return the call's own parameters: a question wraps them (see Context.ask)."""
        inner: dict[str, Any] = self.payload.get("call", self.payload)
        return inner

    @property
    def fresh(self) -> bool:
        """Tell whether the claim is young enough to act on."""
        return time.monotonic() - self.claimed < FRESH_SECONDS


def _file(sent: dict[str, str] | str) -> InputFile | str:
    """Unpack a file as it leaves: its text, or its bytes in base64.

    One that lies with Telegram has a name there.
    """
    if isinstance(sent, str):
        return sent
    packed = sent.get("base64")
    content = sent["text"] if packed is None else base64.b64decode(packed)
    return InputFile(content, sent["name"])


def opened(session: AsyncSession, row: Outbox) -> Row:
    """Open a claimed outbox row; one with a notice still lacks its payload."""
    if row.destination is None:
        raise ValueError("a final row has no destination")
    address = sealed.open_address(
        session, row.destination, post.destination_cell(row.id)
    )
    payload = (
        {}
        if row.payload is None
        else sealed.open_json(session, row.payload, post.payload_cell(row.id))
    )
    return Row(
        row.id,
        row.chat_key,
        address,
        row.method,
        payload,
        MessageClass(row.message_class),
        row.purpose,
        row.lane,
        row.notice_id,
        row.attempts,
    )
