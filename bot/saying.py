"""Something to be said: content and buttons, in no language yet."""

import base64
from dataclasses import dataclass
from typing import Any

from bot.i18n import Content, Translator
from bot.keyboards import Keyboard


@dataclass(frozen=True, slots=True)
class Saying:
    """A message before it is rendered for its reader."""

    content: Content
    keyboard: Keyboard | None = None
    silent: bool = False  # it comes without a sound

    def render(self, translator: Translator) -> dict[str, Any]:
        """Write what sendMessage and editMessageText have in common."""
        payload: dict[str, Any] = {
            "text": translator.html(self.content),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if self.keyboard is not None:
            payload["reply_markup"] = self.keyboard.render(translator)
        if self.silent:
            payload["disable_notification"] = True
        return payload


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; its caption says in words what it shows."""

    name: str
    content: bytes
    caption: Content

    def render(self, translator: Translator) -> dict[str, Any]:
        """Write what sendPhoto takes; the bytes are unpacked as it leaves."""
        return {
            "photo": _packed(self.name, self.content),
            "caption": translator.html(self.caption),
            "parse_mode": "HTML",
        }


@dataclass(frozen=True, slots=True)
class File:
    """A file that is no text."""

    name: str
    content: bytes
    caption: Content

    def render(self, translator: Translator) -> dict[str, Any]:
        """Write what sendDocument takes; the bytes are unpacked as it leaves."""
        return {
            "document": _packed(self.name, self.content),
            "caption": translator.html(self.caption),
            "parse_mode": "HTML",
        }


def _packed(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "base64": base64.b64encode(content).decode()}
