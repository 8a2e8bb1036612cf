"""What the bot says about itself."""

import json
from dataclasses import dataclass, field

from bot.playground.answers import JSON


@dataclass(slots=True)
class Profile:
    """Names, descriptions and commands, by language and scope."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """Give the name in a language, else the one for all."""
        return self.names.get(language) or self.names.get("", "")

    def description(self, language: str) -> str:
        """Give what an empty chat shows in a language, else what it shows to all."""
        return self.descriptions.get(language) or self.descriptions.get("", "")

    def commands_in(self, chat: int, language: str, *, private: bool) -> list[JSON]:
        """List a chat's commands, from the narrowest scope (Bot API: determining)."""
        kind = "all_private_chats" if private else "all_group_chats"
        scopes: list[JSON] = [{"type": "chat", "chat_id": chat}, {"type": kind}]
        for scope in [*scopes, {"type": "default"}]:
            for spoken in (language, ""):
                found = self.commands.get((json.dumps(scope, sort_keys=True), spoken))
                if found:
                    return found
        return []
