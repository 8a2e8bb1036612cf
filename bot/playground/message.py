"""A message as somebody sees it."""

from dataclasses import dataclass

from bot.playground.answers import JSON
from bot.playground.render import to_html


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat shows, read from the Bot API's form of it."""

    raw: JSON

    @property
    def message_id(self) -> int:
        """Give the number within the chat."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """Give the plain text, or the caption."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[JSON]:
        """Give the entities of the text or the caption."""
        key = "entities" if "text" in self.raw else "caption_entities"
        return list(self.raw.get(key, []))

    @property
    def html(self) -> str:
        """Give the text with its formatting as HTML."""
        return to_html(self.text, self.entities)

    @property
    def from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return bool(self.raw.get("from", {}).get("is_bot"))

    @property
    def thread(self) -> int | None:
        """Give the topic that it stands in."""
        return self.raw.get("message_thread_id")

    @property
    def keys(self) -> list[JSON]:
        """Give the inline buttons, row after row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def buttons(self) -> list[str]:
        """Give the labels of the inline buttons."""
        return [str(key["text"]) for key in self.keys]

    def key(self, wanted: str) -> JSON | None:
        """Find the button with this data or with this in its label."""
        for key in self.keys:
            if "callback_data" in key and wanted == key["callback_data"]:
                return key
        for key in self.keys:
            if "callback_data" in key and wanted in key["text"]:
                return key
        return None
