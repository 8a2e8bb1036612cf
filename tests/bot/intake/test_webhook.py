"""The webhook says 200 for what is committed, and for nothing else."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select
from typing_extensions import override

from bot import db, web
from bot.api import Api
from bot.crypto import Vault
from bot.db import Sessions
from bot.intake import webhook as webhook_module
from bot.intake.polling import ALLOWED
from bot.intake.store import Inbox
from bot.intake.webhook import BODY_LIMIT, HEADER, Webhook, ensure_set
from bot.models import Inbox as Row
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest
from tests import world

SECRET = "a-secret-of-the-webhook"
UPDATE = {"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}}}


@asynccontextmanager
async def served(
    sessions: Sessions,
    inbox: Inbox | None = None,
    offer: Callable[[set[int]], None] = lambda _: None,
) -> AsyncIterator[ClientSession]:
    """Serve one replica's webhook."""
    with socket.create_server(("", 0)) as probe:
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    settings = world.settings(webhook_url=url, webhook_secret=SECRET, port=port)
    webhook = Webhook(inbox or Inbox(sessions, 42), SECRET, offer)
    async with (
        web.served(settings, sessions, webhook),
        ClientSession(url.removesuffix("hook"), headers={HEADER: SECRET}) as http,
    ):
        yield http


@pytest.fixture
async def http(sessions: Sessions) -> AsyncIterator[ClientSession]:
    async with served(sessions) as http:
        yield http


async def post(http: ClientSession, body: Any = UPDATE, **options: Any) -> int:
    async with http.post("/hook", json=body, **options) as response:
        return response.status


async def rows(sessions: Sessions) -> int:
    async with sessions() as session:
        return await session.scalar(select(func.count()).select_from(Row)) or 0


async def test_an_update_is_kept(http: ClientSession, sessions: Sessions) -> None:
    assert (await post(http), await rows(sessions)) == (200, 1)


async def test_what_comes_together_is_offered_once(sessions: Sessions) -> None:
    offered: list[int] = []
    people = range(20)
    async with served(sessions, offer=offered.extend) as http:
        chats = [{"chat": {"id": 7 + n, "type": "private"}} for n in people]
        updates = [{"update_id": n, "message": chats[n]} for n in people]
        await asyncio.gather(*(post(http, update) for update in updates))
    assert len(set(offered)) == len(offered) == len(people)


async def test_a_redelivered_update_is_acknowledged_and_kept_once(
    http: ClientSession, sessions: Sessions
) -> None:
    assert (await post(http), await post(http), await rows(sessions)) == (200, 200, 1)


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "пароль"])
async def test_a_wrong_secret_is_refused(
    http: ClientSession, sessions: Sessions, secret: str
) -> None:
    status = await post(http, headers={HEADER: secret})
    assert (status, await rows(sessions)) == (403, 0)


async def test_a_secret_of_broken_bytes_is_refused(http: ClientSession) -> None:
    head = f"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n{HEADER}: "
    port = http._base_url.port if http._base_url else None
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + b"\xff\xfe\r\n\r\n")
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert b" 403 " in status


async def test_looking_at_it_gives_nothing_away(http: ClientSession) -> None:
    async with http.get("/hook") as response:
        assert (response.status, "Viche" in await response.text()) == (405, False)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[]", b"7", b'{"update_id":"x"}', b'{"message":{}}']
)
async def test_garbage_is_taken_and_dropped(
    http: ClientSession, sessions: Sessions, body: bytes
) -> None:
    async with http.post("/hook", data=body) as response:
        assert (response.status, await rows(sessions)) == (200, 0)


async def test_too_much_is_refused(http: ClientSession, sessions: Sessions) -> None:
    body = io.BytesIO(b'{"update_id":1,"more":"' + b"a" * BODY_LIMIT + b'"}')
    async with http.post("/hook", data=body) as response:
        assert (response.status, await rows(sessions)) == (413, 0)


async def test_without_the_database_telegram_is_asked_to_come_again(
    vault: Vault,
) -> None:
    engine = db.connect("postgresql://viche@127.0.0.1:1/away")
    away = db.make_sessions(engine, vault)
    async with served(away) as http, http.post("/hook", json=UPDATE) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "5")


class SlowInbox(Inbox):
    """Tells that the commit is about to begin, and waits."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions, 42)
        self.asked, self.may = asyncio.Event(), asyncio.Event()

    @override
    async def store(self, updates: Any) -> set[int]:
        self.asked.set()
        await self.may.wait()
        return await super().store(updates)


async def test_nothing_is_said_before_the_commit(sessions: Sessions) -> None:
    inbox = SlowInbox(sessions)
    async with served(sessions, inbox) as http, asyncio.TaskGroup() as group:
        answer = group.create_task(post(http))
        await inbox.asked.wait()
        await asyncio.sleep(0.05)
        silent = not answer.done()
        inbox.may.set()
    assert (silent, answer.result()) == (True, 200)


async def test_brought_to_two_replicas_at_once_it_is_kept_once(
    committed: Sessions,
) -> None:
    async with served(committed) as one, served(committed) as two:
        statuses = await asyncio.gather(*(post(http) for http in (one, two) * 4))
    assert (set(statuses), await rows(committed)) == ({200}, 1)


@pytest.fixture
def api(telegram: Telegram) -> Api:
    return Api(InProcessRequest(telegram), "http://telegram.test", world.TOKEN)


URL = "http://127.0.0.1:9/hook"


async def test_telegram_is_told_where_the_webhook_is(
    api: Api, telegram: Telegram
) -> None:
    await ensure_set(api, URL, SECRET)
    webhook = telegram.courier.webhook
    await telegram.close()
    assert webhook is not None
    assert (webhook.url, webhook.secret) == (URL, SECRET)
    assert telegram.updates.allowed == set(ALLOWED)


async def test_a_new_secret_is_told_too(api: Api, telegram: Telegram) -> None:
    await ensure_set(api, URL, "the-secret-of-before")
    await ensure_set(api, URL, SECRET)
    webhook = telegram.courier.webhook
    await telegram.close()
    assert webhook is not None
    assert webhook.secret == SECRET


async def test_telegram_is_waited_for_until_the_webhook_is_set(
    api: Api, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_module, "PAUSE", 0.0)
    telegram.faults.next("429", "setWebhook").retry_after = 0
    telegram.faults.next("reset", "setWebhook")
    await ensure_set(api, URL, SECRET)
    webhook = telegram.courier.webhook
    await telegram.close()
    assert webhook is not None
