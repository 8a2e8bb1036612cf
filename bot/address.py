"""Where a message goes."""

import json
from typing import NamedTuple, Self

from bot.crypto import Vault


class Address(NamedTuple):
    """A chat, and a topic where the chat is a forum; never kept but sealed."""

    chat_id: int
    thread_id: int | None = None

    @property
    def is_private(self) -> bool:
        """Tell a person's chat from a group's, whose numbers are negative."""
        return self.chat_id > 0

    def to_json(self) -> str:
        """Write the address for sealing."""
        return json.dumps(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read an unsealed address."""
        return cls(*json.loads(text))

    def key(self, vault: Vault) -> int:
        """Hash the chat: orders, paces and pauses its messages; topics share it."""
        return vault.key("chat", self.chat_id)

    def keys(self, vault: Vault) -> list[int]:
        """Hash the chat with every key, the current one first."""
        return vault.keys("chat", self.chat_id)
