import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, FormData, web

from bot.playground.answers import JSON
from bot.playground.faults import Fault
from bot.playground.page import FOLDER, KINDS
from bot.playground.person import Person
from bot.playground.server import serve
from bot.playground.telegram import Telegram


@pytest.fixture
async def http(telegram: Telegram) -> AsyncIterator[ClientSession]:
    runner = await serve(telegram, port=0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(base) as http:
        yield http
    await runner.cleanup()


async def get(http: ClientSession, path: str) -> JSON:
    async with http.get(path) as response:
        return dict(await response.json())


async def post(http: ClientSession, path: str, **body: object) -> JSON:
    async with http.post(f"/playground/{path}", json=body) as response:
        return dict(await response.json() or {})


BOT = "/bot42:playground"


async def test_calls_come_by_get(http: ClientSession, olena: Person) -> None:
    answer = await get(http, f"{BOT}/sendMessage?chat_id={olena.id}&text=a")
    assert answer["result"]["text"] == "a"


async def test_calls_come_as_forms(http: ClientSession, olena: Person) -> None:
    form = {"chat_id": str(olena.id), "text": "a", "disable_notification": "true"}
    async with http.post(f"{BOT}/sendmessage", data=form) as response:
        assert (await response.json())["ok"]


async def test_calls_come_as_json(http: ClientSession, olena: Person) -> None:
    body = {"chat_id": olena.id, "text": "a"}
    async with http.post(f"{BOT}/sendMessage", json=body) as response:
        assert (await response.json())["ok"]


async def test_files_come_as_multipart(
    http: ClientSession, telegram: Telegram, olena: Person
) -> None:
    form = FormData({"chat_id": str(olena.id), "document": "attach://file"})
    form.add_field("file", b"a,b", filename="a.csv", content_type="text/csv")
    async with http.post(f"{BOT}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "a.csv"
    assert telegram.files[document["file_id"]].content == b"a,b"


@pytest.mark.parametrize(
    ("path", "code"),
    [("/bot42:wrong/getMe", 401), (f"{BOT}/sendRocket", 404), ("/bot/getMe", 404)],
)
async def test_strangers_and_unknown_methods_are_refused(
    http: ClientSession, path: str, code: int
) -> None:
    async with http.get(path) as response:
        assert response.status == code


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_broken_json_is_refused(http: ClientSession, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{BOT}/getMe"
    async with http.post(url, data=body, headers=headers) as response:
        assert response.status == 400


@pytest.mark.parametrize("after", [False, True])
async def test_a_reset_breaks_the_line(
    http: ClientSession, telegram: Telegram, olena: Person, *, after: bool
) -> None:
    telegram.faults.next("reset", "sendMessage", after=after)
    body = {"chat_id": olena.id, "text": "a"}
    with pytest.raises(ClientError):
        await http.post(f"{BOT}/sendMessage", json=body)
    assert any(message.from_bot for message in olena.sees()) == after


async def test_a_timeout_keeps_silent(http: ClientSession, telegram: Telegram) -> None:
    telegram.faults.add(Fault("timeout", seconds=5.0, times=1))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await get(http, f"{BOT}/getMe")


async def test_a_bad_gateway_answers_with_a_page(
    http: ClientSession, telegram: Telegram
) -> None:
    telegram.faults.next("502")
    async with http.get(f"{BOT}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_long_polling_works_over_http(http: ClientSession, olena: Person) -> None:
    async with asyncio.timeout(2), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(get(http, f"{BOT}/getUpdates?timeout=30"))
        await asyncio.sleep(0.05)
        olena.says("a")
    assert waiting.result()["result"][0]["message"]["text"] == "a"


async def test_people_join_and_talk_over_the_control_api(
    http: ClientSession, telegram: Telegram
) -> None:
    user = await post(http, "people", first_name="Taras", language_code="en")
    await post(http, f"people/{user['id']}/says", text="a")
    await get(http, f"{BOT}/sendMessage?chat_id={user['id']}&text=b")
    screen = await get(http, f"/playground/chats/{user['id']}")
    assert [line["text"] for line in screen["messages"]] == ["a", "b"]
    assert len(telegram.updates) == 1


async def test_groups_open_and_change_over_the_control_api(
    http: ClientSession, olena: Person
) -> None:
    chat = await post(http, "groups", title="Група", members=[olena.id])
    await post(http, f"groups/{chat['id']}/add_bot", by=olena.id, payload="x")
    new = await post(http, f"groups/{chat['id']}/migrate")
    state = await get(http, "/playground/state")
    shown = {group["id"]: group["upgraded_to"] for group in state["groups"]}
    assert shown == {chat["id"]: new["id"], new["id"]: None}


async def test_faults_are_switched_over_the_control_api(http: ClientSession) -> None:
    await post(http, "faults", kind="500", methods=["getMe"])
    async with http.get(f"{BOT}/getMe") as response:
        assert response.status == 500
    await post(http, "faults/clear")
    assert (await get(http, f"{BOT}/getMe"))["ok"]


async def test_an_outage_breaks_a_waiting_poll_too(
    http: ClientSession, olena: Person
) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(_is_dropped(http, "getUpdates?timeout=30"))
        await asyncio.sleep(0.1)
        await post(http, "network", down=True)
        olena.says("a")
    assert waiting.result()


async def test_an_outage_lasts_until_the_network_is_back(http: ClientSession) -> None:
    await post(http, "network", down=True)
    assert not (await get(http, "/playground/state"))["network"]
    assert await _is_dropped(http, "getMe")
    await post(http, "network", down=False)
    assert not await _is_dropped(http, "getMe")


async def _is_dropped(http: ClientSession, call: str) -> bool:
    try:
        await get(http, f"{BOT}/{call}")
    except ClientError:
        return True
    return False


async def test_whoever_serves_may_add_routes(telegram: Telegram) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"a": 1})

    runner = await serve(telegram, port=0, extra=[web.get("/demo/a", answer)])
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as http:
        assert await get(http, "/demo/a") == {"a": 1}
        assert (await get(http, "/playground/state"))["extra"] == ["/demo/a"]
    await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("people/1001/explodes", {}),
        ("people/9/says", {"text": "a"}),
        ("people/1001/says", {"words": "a"}),
        ("people/1001/presses", {"button": "Немає"}),
        ("groups/-9/migrate", {}),
    ],
)
async def test_the_control_api_explains_what_is_wrong(
    http: ClientSession, olena: Person, path: str, body: JSON
) -> None:
    assert olena.id == 1001
    async with http.post(f"/playground/{path}", json=body) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_other_sites_cannot_use_the_control_api(http: ClientSession) -> None:
    body = '{"first_name": "a"}'
    async with http.post("/playground/people", data=body) as response:
        assert response.status == 400


async def test_watchers_hear_of_messages_at_once(
    http: ClientSession, olena: Person
) -> None:
    async with http.get("/playground/events") as response, asyncio.timeout(2):
        assert await response.content.readline() == b": welcome\n"
        await response.content.readline()
        olena.says("a")
        line = await response.content.readline()
    news = json.loads(line.removeprefix(b"data: "))
    assert news == {"kind": "message", "chat": olena.id}


FILES = sorted(
    one.name for one in FOLDER.iterdir() if one.suffix in KINDS and one.stem != "index"
)
# Markup from strings, code in markup, and addresses of others.
FORBIDDEN = re.compile(r"innerHTML| on\w+=\"|https?://(?!www\.w3\.org)\w")


@pytest.mark.parametrize("path", ["", *FILES])
async def test_the_page_is_served_without_outside_help(
    http: ClientSession, path: str
) -> None:
    kind = KINDS[Path(path or "index.html").suffix].partition(";")[0]
    async with http.get(f"/{path}") as response:
        assert (response.status, response.content_type) == (200, kind)
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert not FORBIDDEN.search(await response.text())


@pytest.mark.parametrize("path", ["/none.js", "/server.py", "/..%2fserver.py"])
async def test_nothing_else_is_served(http: ClientSession, path: str) -> None:
    async with http.get(path) as response:
        assert response.status == 404
