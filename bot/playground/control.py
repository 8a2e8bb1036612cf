"""The control API: people and groups act, faults come and go, pages watch."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground import screens
from bot.playground.answers import JSON
from bot.playground.faults import Fault
from bot.playground.keys import EXTRA, TELEGRAM
from bot.playground.updates import Trouble

if TYPE_CHECKING:
    from bot.playground.group import Group
    from bot.playground.telegram import Telegram

PEOPLE = {
    "says",
    "starts",
    "edits",
    "sends",
    "forwards",
    "presses",
    "forges",
    "taps",
    "blocks",
    "unblocks",
    "deletes",
    "reacts",
}
GROUPS = {
    "add_bot",
    "promote_bot",
    "demote_bot",
    "mute_bot",
    "kick_bot",
    "add",
    "remove",
    "migrate",
    "topic",
    "delete_topic",
    "close_topic",
    "reopen_topic",
}
Act = Callable[["Telegram", web.Request, JSON], Any]


def acting(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Read the JSON, act, and answer what came of it."""

    async def handle(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            return _wrong("send JSON")
        try:
            body = json.loads(await request.text() or "{}")
            result = act(request.app[TELEGRAM], request, body)
        except (LookupError, TypeError, ValueError) as error:
            return _wrong(str(error))
        return web.json_response(result)

    return handle


def _wrong(detail: str) -> web.Response:
    return web.json_response({"error": detail}, status=400)


def add_person(telegram: "Telegram", _request: web.Request, body: JSON) -> JSON:
    """Let somebody join."""
    return telegram.person(**body).user


def add_group(telegram: "Telegram", _request: web.Request, body: JSON) -> JSON:
    """Open a group."""
    members = [telegram.people[number] for number in body.pop("members")]
    return telegram.group(members=members, **body).chat.brief


def act_as_person(telegram: "Telegram", request: web.Request, body: JSON) -> Any:
    """Let a person do something."""
    person = telegram.people[int(request.match_info["id"])]
    return getattr(person, _known(request, PEOPLE))(**body)


def act_on_group(telegram: "Telegram", request: web.Request, body: JSON) -> Any:
    """Do something to a group."""
    group = telegram.groups[int(request.match_info["id"])]
    for key in {"by", "person"} & body.keys():
        body[key] = telegram.people[body[key]]
    result: Group | Any = getattr(group, _known(request, GROUPS))(**body)
    return result.chat.brief if hasattr(result, "chat") else result


def _known(request: web.Request, actions: set[str]) -> str:
    action = request.match_info["action"]
    if action not in actions:
        raise LookupError(f"{action!r} is none of {sorted(actions)}")
    return action


def add_fault(telegram: "Telegram", _request: web.Request, body: JSON) -> None:
    """Switch a fault on."""
    methods = tuple(body.pop("methods", ()))
    telegram.faults.add(Fault(methods=methods, **body))


def clear_faults(telegram: "Telegram", _request: web.Request, _body: JSON) -> None:
    """Switch all faults off."""
    telegram.faults.clear()
    telegram.updates.trouble = Trouble()
    telegram.events.tell("network")


def switch_network(telegram: "Telegram", _request: web.Request, body: JSON) -> None:
    """Take the network away from the bot, or give it back."""
    (telegram.cut if body["down"] else telegram.mend)()
    telegram.events.tell("network")


def set_trouble(telegram: "Telegram", _request: web.Request, body: JSON) -> None:
    """Spoil the way of updates."""
    telegram.updates.trouble = Trouble(**body)


async def show_state(request: web.Request) -> web.Response:
    """List the people and the groups."""
    state = screens.state(request.app[TELEGRAM])
    return web.json_response(state | {"extra": request.app[EXTRA]})


async def show_screen(request: web.Request) -> web.Response:
    """Give what one chat shows."""
    telegram = request.app[TELEGRAM]
    chat = telegram.chats.get(int(request.match_info["id"]))
    if chat is None:
        return _wrong("no such chat")
    return web.json_response(screens.screen(telegram, chat))


async def show_journal(request: web.Request) -> web.Response:
    """Give the history from a line on."""
    since = int(request.query.get("since", "0"))
    entries = request.app[TELEGRAM].journal[since:]
    return web.json_response(entries)


async def stream(request: web.Request) -> web.StreamResponse:
    """Tell what changes, as it changes."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    response.headers["Cache-Control"] = "no-store"
    with request.app[TELEGRAM].events.watch() as news:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        while True:
            line = json.dumps(await news.get())
            await response.write(f"data: {line}\n\n".encode())


ROUTES = [
    web.get("/playground/state", show_state),
    web.get("/playground/chats/{id:-?\\d+}", show_screen),
    web.get("/playground/journal", show_journal),
    web.get("/playground/events", stream),
    web.post("/playground/people", acting(add_person)),
    web.post("/playground/groups", acting(add_group)),
    web.post("/playground/people/{id:\\d+}/{action}", acting(act_as_person)),
    web.post("/playground/groups/{id:-?\\d+}/{action}", acting(act_on_group)),
    web.post("/playground/faults", acting(add_fault)),
    web.post("/playground/faults/clear", acting(clear_faults)),
    web.post("/playground/network", acting(switch_network)),
    web.post("/playground/trouble", acting(set_trouble)),
]
