"""A group, supergroup, forum or channel."""

from typing import TYPE_CHECKING

from bot.playground.chats import Chat, Topic
from bot.playground.links import check_payload
from bot.playground.message import Message

if TYPE_CHECKING:
    from bot.playground.person import Person
    from bot.playground.world import World


class Group:
    """A chat of several people, which the bot may be in."""

    def __init__(self, world: "World", chat: Chat) -> None:
        self.chat = chat
        self._world = world

    @property
    def id(self) -> int:
        """Give the chat's number."""
        return self.chat.id

    def sees(self) -> list[Message]:
        """Look at what the chat shows now."""
        return [Message(message) for message in self.chat.messages.values()]

    def add_bot(self, *, by: "Person", payload: str | None = None) -> None:
        """Add the bot, perhaps behind a deep link."""
        check_payload(payload or "")
        bot = self._world.bot
        if self.chat.is_channel:  # a link into a channel bears no payload
            self._world.change_bot(self.chat, "administrator", by=by.user)
            return
        self._world.change_bot(self.chat, "member", by=by.user)
        self._world.post(self.chat, by.user, {"new_chat_members": [bot]})
        if payload is not None:
            by.says(f"/start@{bot['username']} {payload}", chat=self)

    def promote_bot(self) -> None:
        """Make the bot an administrator who may do everything."""
        self._change("administrator")

    def demote_bot(self) -> None:
        """Make the bot an ordinary member, free to speak."""
        self._change("member")

    def mute_bot(self) -> None:
        """Take the bot's right to write."""
        if self.chat.is_channel:
            self._change("administrator", posts=False)
        else:
            self._change("restricted")

    def kick_bot(self) -> None:
        """Expel the bot."""
        self._change("kicked")

    def add(self, person: "Person", status: str = "member") -> None:
        """Add somebody or change their role."""
        old = self.chat.status(person.id)
        self.chat.statuses[person.id] = status
        self._world.tell_member(self.chat, person.user, old)

    def remove(self, person: "Person") -> None:
        """Remove somebody."""
        self.add(person, "left")

    def migrate(self) -> "Group":
        """Become a supergroup, under another number."""
        return self._world.migrate(self)

    def topic(self, name: str) -> int:
        """Open a topic."""
        thread = self.chat.next_id()
        self.chat.topics[thread] = Topic(name)
        self._world.events.tell("topic", chat=self.id)
        return thread

    def delete_topic(self, thread: int) -> None:
        """Delete a topic with everything in it."""
        del self.chat.topics[thread]
        for message in list(self.chat.messages.values()):
            if message.get("message_thread_id") == thread:
                del self.chat.messages[message["message_id"]]

    def close_topic(self, thread: int) -> None:
        """Close a topic to those who do not lead."""
        self.chat.topics[thread].closed = True

    def reopen_topic(self, thread: int) -> None:
        """Open a closed topic again."""
        self.chat.topics[thread].closed = False

    def _change(self, status: str, *, posts: bool = True) -> None:
        owner = next(
            person.user
            for person in self._world.people.values()
            if self.chat.is_admin(person.id)
        )
        self._world.change_bot(self.chat, status, by=owner, posts=posts)
