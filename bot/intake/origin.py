"""Where an update comes from, read off its raw JSON."""

from typing import Any, Final, NamedTuple, Self

from bot.crypto import Vault

_PRIVATE: Final = "private"


class Origin(NamedTuple):
    """Who sent an update, and where; `sent` in Unix seconds where Telegram says it."""

    chat_id: int | None
    user_id: int | None
    private: bool
    sent: int | None

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        """Read the origin of an update of any kind, known or yet to be invented."""
        body = _body(raw)
        message = body.get("message")
        holder = message if isinstance(message, dict) else body
        chat, sender = holder.get("chat"), body.get("from") or body.get("user")
        chat = chat if isinstance(chat, dict) else {}
        sender = sender if isinstance(sender, dict) else {}
        user_id = sender.get("id")
        return cls(
            chat.get("id", user_id),
            user_id,
            chat.get("type", _PRIVATE) == _PRIVATE,
            body.get("edit_date", body.get("date")),
        )

    def lane(self, vault: Vault) -> int:
        """Hash the line in which the update waits: its chat; in groups, its sender."""
        if self.private or self.user_id is None:
            return vault.key("chat", self.chat_id or 0)
        return vault.key("chat", self.chat_id or 0, self.user_id)

    def account(self, vault: Vault) -> bytes | None:
        """Hash the sender, if there is one."""
        return vault.accounts(self.user_id)[0] if self.user_id else None


def _body(raw: dict[str, Any]) -> dict[str, Any]:
    for name, value in raw.items():
        if name != "update_id" and isinstance(value, dict):
            return value
    return {}
