"""The web server: the webhook, the pages of mails; health and metrics for operators."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot import forgotten, metrics, schema
from bot.db import Sessions
from bot.errors import StartError
from bot.intake.webhook import BODY_LIMIT, Webhook
from bot.pages.site import Site
from bot.settings import Settings

# Telegram keeps its connections open; one closed under it costs a handshake.
KEEP_ALIVE: Final = 75.0
_LOOPBACK: Final = "127.0.0.1"


@asynccontextmanager
async def served(
    settings: Settings, sessions: Sessions, webhook: Webhook | None
) -> AsyncIterator[None]:
    """Serve what the settings ask for."""
    async with AsyncExitStack() as stack:
        if settings.webhook_url or settings.smtp_url:
            outer = public(settings, sessions, webhook)
            site = _site(outer, _host(settings), settings.port, name="PORT")
            await stack.enter_async_context(site)
        if settings.ops_port:
            inner = Ops(sessions).application()
            site = _site(inner, settings.ops_host, settings.ops_port, name="OPS_PORT")
            await stack.enter_async_context(site)
        yield


def public(
    settings: Settings, sessions: Sessions, webhook: Webhook | None
) -> web.Application:
    """Build the application that is reached from outside."""
    outer = web.Application(client_max_size=BODY_LIMIT)
    if webhook is not None and settings.webhook_url is not None:
        path = urlsplit(settings.webhook_url).path or "/"
        outer.router.add_post(path, webhook.receive)
    if settings.smtp_url and settings.public_url:
        erased = forgotten.of(settings.data_dir)
        pages = Site(sessions, settings.vault(), erased)
        outer.add_routes(pages.routes(settings.public_url))
    return outer


def _host(settings: Settings) -> str:
    """Listen to everybody; where both addresses are this machine's, to it alone."""
    urls = filter(None, (settings.webhook_url, settings.public_url))
    if all(urlsplit(each).hostname == _LOOPBACK for each in urls):
        return _LOOPBACK
    return "0.0.0.0"  # noqa: S104 - Telegram and members come from outside


class Ops:
    """What an operator's machines ask: alive, ready, figures."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def application(self) -> web.Application:
        """Build the application of the operator's port."""
        inner = web.Application()
        inner.router.add_get("/livez", self._live)
        inner.router.add_get("/readyz", self._ready)
        inner.router.add_get("/metrics", self._metrics)
        return inner

    async def _live(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _: web.Request) -> web.Response:
        try:
            async with self._sessions() as session:
                await schema.check(await session.connection())
        except (OSError, SQLAlchemyError, StartError):
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE, text="not ready\n"
            )
        return web.Response(text="ok\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        async with self._sessions.begin() as session:
            await metrics.read(session)
        return web.Response(
            body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )


@asynccontextmanager
async def _site(
    application: web.Application, host: str, port: int, *, name: str
) -> AsyncIterator[None]:
    runner = web.AppRunner(application, keepalive_timeout=KEEP_ALIVE, access_log=None)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, host, port), name, port)
        yield
    finally:
        await runner.cleanup()


async def _listen(site: web.TCPSite, name: str, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        raise StartError(
            name, got=f"{port}: {error.strerror}", wanted="a port that is free"
        ) from error
