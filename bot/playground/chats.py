"""Chats: who is in them, what was written, what topics they have."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.playground.answers import JSON

ChatType: TypeAlias = Literal["private", "group", "supergroup", "channel"]
INSIDE = {"creator", "administrator", "member", "restricted"}


@dataclass(slots=True)
class Topic:
    """A topic of a forum."""

    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A chat and everything that it holds."""

    id: int
    type: ChatType
    facts: JSON
    statuses: dict[int, str] = field(default_factory=dict)
    messages: dict[int, JSON] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    keyboard: JSON | None = None
    started: bool = False
    active: float = 0.0
    upgraded_to: int | None = None
    bot_posts: bool = True
    reactions: dict[int, list[JSON]] = field(default_factory=dict)
    _last_id: int = 0

    @property
    def is_private(self) -> bool:
        """Tell whether the chat is one with a person."""
        return self.type == "private"

    @property
    def is_channel(self) -> bool:
        """Tell whether only those who lead write, in the chat's own name."""
        return self.type == "channel"

    @property
    def is_forum(self) -> bool:
        """Tell whether the chat has topics."""
        return bool(self.facts.get("is_forum"))

    @property
    def brief(self) -> JSON:
        """Give the chat as messages name it."""
        return {"id": self.id, "type": self.type, **self.facts}

    def status(self, user_id: int) -> str:
        """Give the status of a member."""
        return self.statuses.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        """Tell whether somebody is in the chat."""
        return self.status(user_id) in INSIDE

    def is_admin(self, user_id: int) -> bool:
        """Tell whether somebody leads the chat."""
        return self.status(user_id) in {"creator", "administrator"}

    def next_id(self) -> int:
        """Take the next message number."""
        self._last_id += 1
        return self._last_id

    def add(self, sender: JSON, date: int, content: JSON) -> JSON:
        """Write a message into the chat."""
        by: JSON = {"sender_chat": self.brief} if self.is_channel else {"from": sender}
        message: JSON = {
            "message_id": self.next_id(),
            **by,
            "chat": self.brief,
            "date": date,
            **content,
        }
        self.messages[message["message_id"]] = message
        return message

    def reply(self, message_id: int | None) -> JSON:
        """Give the reference to an earlier message."""
        earlier = self.messages.get(message_id or 0)
        if earlier is None:
            return {}
        brief = {key: earlier[key] for key in earlier if key != "reply_to_message"}
        return {"reply_to_message": brief}

    def thread(self, thread: int | None) -> JSON:
        """Give the reference to a topic."""
        if thread is None or not self.is_forum:
            return {}
        return {"message_thread_id": thread, "is_topic_message": True}
