"""A person with a phone."""

from typing import TYPE_CHECKING, Any

from bot.playground.answers import JSON
from bot.playground.chats import Chat
from bot.playground.group import Group
from bot.playground.links import check_payload
from bot.playground.media import make_album, make_caption, make_media
from bot.playground.message import Message
from bot.playground.text import compose, tidy
from bot.playground.upload import Upload

if TYPE_CHECKING:
    from bot.playground.world import World

Place = Group | int | None


class Person:
    """Somebody who writes, presses buttons and reads."""

    def __init__(self, world: "World", user: JSON) -> None:
        self.user = user
        self.deactivated = False
        self.alerts: list[JSON] = []
        self._world = world

    @property
    def id(self) -> int:
        """Give the account's number."""
        return int(self.user["id"])

    @property
    def chat(self) -> Chat:
        """Give the private chat with the bot."""
        return self._world.chats[self.id]

    def says(
        self,
        text: str,
        *,
        chat: Place = None,
        reply_to: int | None = None,
        thread: int | None = None,
        tag: str | None = None,
    ) -> JSON:
        """Write a message."""
        place = self._enter(chat)
        content = compose(*tidy(text, []))
        content |= place.reply(reply_to) | place.thread(thread)
        return self._post(place, content, tag=tag)

    def starts(self, payload: str = "") -> JSON:
        """Press Start, perhaps behind a deep link."""
        check_payload(payload)
        return self.says(f"/start {payload}".strip())

    def sends(
        self,
        kind: str,
        *,
        caption: str | None = None,
        chat: Place = None,
        thread: int | None = None,
    ) -> JSON:
        """Send a photo, a voice message, an album and the like."""
        place = self._enter(chat)
        parts = make_album(caption) if kind == "album" else [make_media(kind, caption)]
        return [self._post(place, part | place.thread(thread)) for part in parts][-1]

    def sends_file(self, name: str, content: bytes) -> JSON:
        """Send a file that the bot may fetch."""
        number = f"file-{len(self._world.files) + 1}"
        self._world.files[number] = Upload(name, content)
        facts: JSON = {"file_id": number, "file_unique_id": number}
        facts |= {"file_name": name, "file_size": len(content)}
        return self._post(self._enter(None), {"document": facts})

    def forwards(self, text: str, *, chat: Place = None) -> JSON:
        """Pass on what somebody else wrote."""
        date = self._world.date
        origin = {"type": "hidden_user", "sender_user_name": "Olena", "date": date}
        content = compose(*tidy(text, [])) | {"forward_origin": origin}
        return self._post(self._enter(chat), content)

    def edits(self, message_id: int, text: str, *, chat: Place = None) -> JSON:
        """Change a message of one's own."""
        place = self._enter(chat)
        message = place.messages[message_id]
        if message.get("from", {}).get("id") != self.id:
            raise LookupError(f"message {message_id} is somebody else's")
        message.pop("entities", None)
        message.pop("caption_entities", None)
        is_text = "text" in message
        content = compose(*tidy(text, [])) if is_text else make_caption(text)
        message |= content | {"edit_date": self._world.date}
        self._world.deliver("edited_message", place, message)
        self._world.events.tell("edited", chat=place.id)
        return message

    def presses(
        self,
        button: str,
        *,
        message_id: int | None = None,
        chat: Place = None,
        tag: str | None = None,
    ) -> JSON:
        """Press the inline button with this label or this callback data."""
        place = self._place(chat)
        for message in reversed(place.messages.values()):
            key = Message(message).key(button)
            if key and message_id in {None, message["message_id"]}:
                return self._press(place, message, key["callback_data"], tag)
        shown = [Message(one).buttons for one in place.messages.values()]
        raise LookupError(f"no button {button!r} among {shown[-5:]}")

    def forges(self, data: str, message_id: int, *, chat: Place = None) -> JSON:
        """Send a press of a button that was never there."""
        place = self._place(chat)
        return self._press(place, place.messages[message_id], data, None)

    def taps(self, label: str, *, chat: Place = None) -> JSON:
        """Tap a button of the reply keyboard."""
        for shown in self.keyboard(chat):
            if label in shown:
                return self.says(shown, chat=chat)
        raise LookupError(f"no key {label!r} among {self.keyboard(chat)}")

    def sees(self, chat: Place = None) -> list[Message]:
        """Look at what the chat shows now."""
        return [Message(message) for message in self._place(chat).messages.values()]

    def keyboard(self, chat: Place = None) -> list[str]:
        """Look at the reply keyboard."""
        rows = (self._place(chat).keyboard or {}).get("keyboard", [])
        keys: list[Any] = [key for row in rows for key in row]
        return [key if isinstance(key, str) else key["text"] for key in keys]

    def blocks(self) -> None:
        """Block the bot."""
        self._world.change_bot(self.chat, "kicked", by=self.user)

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._world.change_bot(self.chat, "member", by=self.user)

    def deactivates(self) -> None:
        """Give the account up."""
        self.deactivated = True

    def deletes(self, message_id: int, *, chat: Place = None) -> None:
        """Delete a message, which the bot does not learn."""
        place = self._place(chat)
        del place.messages[message_id]
        self._world.events.tell("deleted", chat=place.id)

    def reacts(self, emoji: str, message_id: int, *, chat: Place = None) -> None:
        """React to a message."""
        self._world.react(self._place(chat), message_id, self.user, emoji)

    def _press(self, place: Chat, message: JSON, data: str, tag: str | None) -> JSON:
        return self._world.press(self.user, place, message, data=data, tag=tag)

    def _place(self, chat: Place) -> Chat:
        chat_id = chat.id if isinstance(chat, Group) else chat
        return self._world.chats[chat_id or self.id]

    def _enter(self, chat: Place) -> Chat:
        place = self._place(chat)
        if place.upgraded_to is not None:
            raise LookupError(f"the group became {place.upgraded_to}")
        if place.is_private and place.status(self._world.bot_id) == "kicked":
            raise LookupError("the bot is blocked: unblock it first")
        if not place.is_private and not place.has(self.id):
            raise LookupError(f"{self.user['first_name']} is not in the group")
        if place.is_channel and not place.is_admin(self.id):
            raise LookupError(f"{self.user['first_name']} only reads the channel")
        return place

    def _post(self, place: Chat, content: JSON, tag: str | None = None) -> JSON:
        return self._world.post(place, self.user, content, tag=tag)
