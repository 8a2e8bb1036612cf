"""A light Bot API and the people behind it: as little work a call as can be.

One process, one port; people fill in the form again and again, each answering as soon
as the bot has answered. Prints one line of JSON when everybody is done.
"""

import argparse
import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import uvloop
from typing_extensions import override

from bench import wire
from bench.posting import SECRET, Posts

if TYPE_CHECKING:
    from collections.abc import Callable

BOT: Final = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "a_bot"}
WORDS: Final = "Поставити лавки біля зупинки, щоб старші люди могли сісти й зачекати."
FIRST_PERSON: Final = 1000
_STEPS: Final = 4  # the label, the text, the topic, Send
_WARMING: Final = 2.0  # seconds in which a process that takes updates in begins to work
_REPLIES: Final = {"sendMessage", "editMessageText"}
# Written once: what each answer costs is taken from the bots' two cores.
_YES: Final = b'{"ok": true, "result": true}'
_SAID: Final = (
    b'{"ok": true, "result": {"message_id": 7, "date": 1, "text": "...", "chat":'
    b' {"id": %d, "type": "private", "first_name": "N"}, "from": '
    + json.dumps(BOT).encode()
    + b"}}"
)


@dataclass
class Person:
    """Somebody who fills in the form."""

    id: int
    forms: int
    step: int = 0
    asked_at: float = 0.0
    buttons: list[str] = field(default_factory=list)


class Crowd:
    """People, the updates that they make, and how long each waited for an answer."""

    def __init__(
        self, label: str, people: int, forms: int, *, every: int, posts: Posts | None
    ) -> None:
        self._label = label
        self._every = every
        self._posts = posts
        self._people = {
            FIRST_PERSON + n: Person(FIRST_PERSON + n, forms) for n in range(people)
        }
        self._next_id = 1
        self.waiting: deque[dict[str, Any]] = deque()
        self.waits: list[float] = []
        self.began = 0.0
        self.ended = 0.0
        self.left = people
        self.wake: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """Let everybody take the first step."""
        _tell("began")
        self.began = time.perf_counter()
        for person in self._people.values():
            self._act(person)

    def hear(self, chat_id: int, markup: dict[str, Any]) -> None:
        """Take the bot's answer, and take the next step."""
        person = self._people.get(chat_id)
        if person is None or not person.asked_at:
            return
        now = time.perf_counter()
        self.waits.append(now - person.asked_at)
        if self._every and len(self.waits) % self._every == 0:
            _tell("mark")
        person.asked_at = 0.0
        rows = markup.get("inline_keyboard", [])
        person.buttons = [b["callback_data"] for row in rows for b in row]
        person.step += 1
        if person.step == _STEPS:
            person.step, person.forms = 0, person.forms - 1
        if person.forms:
            self._act(person)
            return
        self.left -= 1
        self.ended = now

    def _act(self, person: Person) -> None:
        user = {"id": person.id, "is_bot": False, "first_name": "N"}
        chat = {"id": person.id, "type": "private", "first_name": "N"}
        base = {"message_id": self._next_id, "date": int(time.time()), "chat": chat}
        update: dict[str, Any] = {"update_id": self._next_id}
        if person.step < 2:  # noqa: PLR2004 - label and text are typed
            words = WORDS if person.step else self._label
            update["message"] = base | {"from": user, "text": words}
        else:
            update["callback_query"] = {
                "id": str(self._next_id),
                "from": user,
                "chat_instance": "1",
                "data": person.buttons[0],
                "message": base | {"from": BOT, "text": "…"},
            }
        self._next_id += 1
        person.asked_at = time.perf_counter()
        if self._posts is not None:
            self._posts.put(person.id, update)
            return
        self.waiting.append(update)
        self.wake()


class Phones(wire.Connection):
    """Answers a bot's calls, and lets people hear what it says."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    @override
    def answer(self, method: str, params: dict[str, Any]) -> None:
        if method == "getUpdates":
            self._poll(int(params.get("offset", 0)))
        elif method in _REPLIES:
            chat_id = int(params["chat_id"])
            self.reply_body(_SAID % chat_id)
            self._crowd.hear(chat_id, _keyboard(params))
        elif method == "getMe":
            self.reply(BOT)
        elif method == "getWebhookInfo":
            self.reply({"url": "", "pending_update_count": 0})
        elif method == "editMessageReplyMarkup":
            self.reply_body(_SAID % int(params["chat_id"]))
        else:
            self.reply_body(_YES)

    def _poll(self, offset: int) -> None:
        crowd = self._crowd
        if not crowd.began and offset:
            crowd.begin()
        if crowd.waiting or not crowd.began:
            batch = [
                crowd.waiting.popleft() for _ in range(min(100, len(crowd.waiting)))
            ]
            if not crowd.began:
                batch = [_greeting()]
            self.reply(batch)
            crowd.wake = lambda: None
        else:
            crowd.wake = self._woken

    def _woken(self) -> None:
        self._crowd.wake = lambda: None
        asyncio.get_running_loop().call_soon(self._poll, 1)


def _greeting() -> dict[str, Any]:
    """Make an update of no meaning: the poll that confirms it starts the race."""
    chat = {"id": 999, "type": "private", "first_name": "N"}
    user = {"id": 999, "is_bot": False, "first_name": "N"}
    message = {"message_id": 1, "date": int(time.time()), "chat": chat, "from": user}
    return {"update_id": 0, "message": message | {"text": "…"}}


def _keyboard(params: dict[str, Any]) -> dict[str, Any]:
    """Read the buttons of a message: JSON, or JSON as a string in a form."""
    markup: Any = params.get("reply_markup", {})
    return json.loads(markup) if isinstance(markup, str) else markup


async def main(options: argparse.Namespace) -> None:
    """Serve until everybody is done, then print how it went."""
    posts = Posts(options.webhook, SECRET) if options.webhook else None
    crowd = Crowd(
        options.label,
        options.people,
        options.forms,
        every=options.every,
        posts=posts,
    )
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Phones(crowd), "127.0.0.1", options.port)
    _tell("ready")
    async with asyncio.TaskGroup() as group:
        posting = None if posts is None else group.create_task(_post(posts, crowd))
        while crowd.left:
            await asyncio.sleep(0.1)
        if posting is not None:
            posting.cancel()
    server.close()
    result = {"seconds": crowd.ended - crowd.began, "waits": crowd.waits}
    _tell(json.dumps(result))


async def _post(posts: Posts, crowd: Crowd) -> None:
    await posts.greet(_greeting())
    await asyncio.sleep(_WARMING)
    crowd.begin()
    await posts.run()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--label", required=True)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--forms", type=int, default=10)
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("--webhook", type=int, action="append", default=[])
    return parser.parse_args()


if __name__ == "__main__":
    uvloop.run(main(_options()))
