"""The operator's port: alive, ready, figures."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import web
from bot.db import Sessions
from bot.models import Inbox
from bot.web import Ops
from tests import world

Get = Callable[[str], Awaitable[tuple[int, str]]]


@pytest.fixture
async def get(sessions: Sessions) -> AsyncIterator[Get]:
    ops = Ops(sessions).application()
    async with TestServer(ops) as server, ClientSession() as client:

        async def ask(path: str) -> tuple[int, str]:
            async with client.get(server.make_url(path)) as answer:
                return answer.status, await answer.text()

        yield ask


async def test_pages_of_mails_are_served_without_a_webhook_and_kept_by_nobody(
    sessions: Sessions,
) -> None:
    app = web.public(world.settings(), sessions, None)
    async with TestServer(app) as server, ClientSession() as client:
        asked = server.make_url("/bot/m/forged")
        async with client.get(asked) as answer:
            assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "<script" not in await answer.text()


async def test_who_runs_is_alive(get: Get) -> None:
    assert await get("/livez") == (200, "ok\n")


async def test_who_has_a_database_is_ready(get: Get) -> None:
    assert await get("/readyz") == (200, "ok\n")


async def test_with_a_schema_too_new_nobody_is_ready(
    get: Get, connection: AsyncConnection
) -> None:
    await connection.execute(text("update alembic_version set version_num = 'newer'"))
    assert await get("/readyz") == (503, "not ready\n")


async def test_what_waits_is_among_the_figures(
    get: Get, connection: AsyncConnection
) -> None:
    waiting = insert(Inbox).values(bot_id=1, update_id=1, lane=1, payload=b"")
    await connection.execute(waiting)
    _status, figures = await get("/metrics")
    assert 'viche_inbox{state="new"} 1.0' in figures
