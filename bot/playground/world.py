"""People, chats and what happens in them, seen from the people's side."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground.answers import JSON
from bot.playground.chats import Chat, Topic
from bot.playground.events import Events
from bot.playground.group import Group
from bot.playground.journal import Journal
from bot.playground.members import member, worded
from bot.playground.person import Person
from bot.playground.queries import Query
from bot.playground.updates import Updates
from bot.playground.visible import reaches_bot

if TYPE_CHECKING:
    from bot.playground.upload import Upload

WORTHLESS = "42:playground"
FIRST_PERSON = 1001
SUPERGROUP = -1_000_000_000_000


class World:
    """Hold everything that exists, and tell the bot what it may know."""

    def __init__(
        self,
        token: str = WORTHLESS,
        *,
        bot_username: str = "viche_bot",
        now: Callable[[], float] = time.time,
        journal: Path | None = None,
        seed: int = 1,
    ) -> None:
        self.token = token
        self.now = now
        self.bot_id = int(token.partition(":")[0])
        self.bot: JSON = {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Viche",
            "username": bot_username,
        }
        self.privacy_mode = True
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, Upload] = {}
        self.events = Events()
        self.log = Journal(journal, now)
        self.updates = Updates(self.log, now, seed)
        self.updates.taken = self._tell_taken

    @property
    def journal(self) -> list[JSON]:
        """Give the history so far."""
        return self.log.entries

    @property
    def date(self) -> int:
        """Give the time in whole seconds, as messages bear it."""
        return int(self.now())

    def person(
        self,
        first_name: str = "Olena",
        *,
        username: str | None = None,
        language_code: str | None = "uk",
        id: int | None = None,  # noqa: A002 - the Bot API's own name
    ) -> Person:
        """Let somebody join Telegram."""
        number = id or FIRST_PERSON + len(self.people)
        facts = {"first_name": first_name, "username": username}
        known = {key: value for key, value in facts.items() if value}
        user: JSON = {"id": number, "is_bot": False, **known}
        if language_code:
            user["language_code"] = language_code
        self.people[number] = Person(self, user)
        self.chats[number] = Chat(number, "private", known, {self.bot_id: "member"})
        self.events.tell("person", person=number)
        return self.people[number]

    def group(
        self,
        title: str,
        members: list[Person],
        *,
        forum: bool = False,
        supergroup: bool = False,
        channel: bool = False,
    ) -> Group:
        """Open a group or a channel; the first member owns it."""
        number = len(self.groups) + 1
        is_super = forum or supergroup or channel
        facts: JSON = {"title": title} | ({"is_forum": True} if forum else {})
        chat = Chat(
            SUPERGROUP - number if is_super else -number,
            "channel" if channel else "supergroup" if is_super else "group",
            facts,
        )
        chat.statuses = {one.id: "member" for one in members}
        chat.statuses[members[0].id] = "creator"
        return self._open(chat)

    def _open(self, chat: Chat) -> Group:
        if chat.is_forum:
            chat.topics[chat.next_id()] = Topic("General")
        self.chats[chat.id] = chat
        self.groups[chat.id] = Group(self, chat)
        self.events.tell("group", chat=chat.id)
        return self.groups[chat.id]

    def post(
        self, chat: Chat, sender: JSON, content: JSON, *, tag: str | None = None
    ) -> JSON:
        """Write a person's message into a chat."""
        chat.started, chat.active = True, self.now()
        message = chat.add(sender, self.date, content)
        kind = "channel_post" if chat.is_channel else "message"
        self.deliver(kind, chat, message, tag=tag)
        self.events.tell("message", chat=chat.id)
        return message

    def deliver(
        self, kind: str, chat: Chat, message: JSON, *, tag: str | None = None
    ) -> None:
        """Tell the bot of a message that it may see."""
        if reaches_bot(chat, message, self.bot, privacy=self.privacy_mode):
            writer = message.get("from", {}).get("id")
            facts = {"chat": chat.id, "user": writer, "tag": tag}
            self.updates.make(kind, message, f"chat {chat.id}", **facts)

    def press(
        self, user: JSON, chat: Chat, message: JSON, *, data: str, tag: str | None
    ) -> JSON:
        """Tell the bot of a pressed button."""
        chat.active = self.now()
        number = str(len(self.queries) + 1)
        self.queries[number] = Query(user["id"], self.now())
        content: JSON = {
            "id": number,
            "from": user,
            "message": message,
            "chat_instance": str(chat.id),
            "data": data,
        }
        if chat.is_private or chat.has(self.bot_id):
            facts = {"chat": chat.id, "user": user["id"], "tag": tag}
            self.updates.make("callback_query", content, f"press {user['id']}", **facts)
        return content

    def change_bot(
        self, chat: Chat, status: str, *, by: JSON, posts: bool = True
    ) -> None:
        """Change what the bot is in a chat, and tell it."""
        old = member(chat, self.bot)
        chat.statuses[self.bot_id], chat.bot_posts = status, posts
        content = self._change(chat, old, member(chat, self.bot)) | {"from": by}
        facts = {"chat": chat.id, "user": by["id"]}
        self.updates.make("my_chat_member", content, f"bot {chat.id}", **facts)
        self.events.tell("members", chat=chat.id)

    def tell_member(self, chat: Chat, user: JSON, old: str) -> None:
        """Tell the bot that somebody came, went or got another role."""
        if not chat.is_admin(self.bot_id):
            return
        content = self._change(chat, worded(user, old), member(chat, user))
        facts = {"chat": chat.id, "user": user["id"]}
        content["from"] = user
        self.updates.make("chat_member", content, f"member {chat.id}", **facts)

    def _tell_taken(self, update: JSON) -> None:
        press = update.get("callback_query", {})
        message = press.get("message") or update.get("message")
        if message:
            self.events.tell("taken", chat=message["chat"]["id"])

    def _change(self, chat: Chat, old: JSON, new: JSON) -> JSON:
        return {
            "chat": chat.brief,
            "date": self.date,
            "old_chat_member": old,
            "new_chat_member": new,
        }

    def react(self, chat: Chat, message_id: int, user: JSON, emoji: str) -> None:
        """Tell the bot, if it leads the chat, of a reaction."""
        if not chat.is_private and not chat.is_admin(self.bot_id):
            return
        content: JSON = {
            "chat": chat.brief,
            "message_id": message_id,
            "user": user,
            "date": self.date,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
        facts = {"chat": chat.id, "user": user["id"]}
        self.updates.make("message_reaction", content, f"react {chat.id}", **facts)

    def migrate(self, group: Group) -> Group:
        """Turn a group into a supergroup, with a service message in each."""
        old = group.chat
        number = SUPERGROUP - 1000 - len(self.groups)
        new = Chat(number, "supergroup", dict(old.facts), dict(old.statuses))
        opened = self._open(new)
        owner = next(one.user for one in self.people.values() if old.is_admin(one.id))
        self.post(old, owner, {"migrate_to_chat_id": new.id})
        self.post(new, owner, {"migrate_from_chat_id": old.id})
        old.upgraded_to = new.id
        return opened
