"""The stand-in over HTTP: the Bot API, the control API and the page."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiohttp import web

from bot.playground import control, page
from bot.playground.answers import JSON, DroppedError, bad_request
from bot.playground.keys import EXTRA, TELEGRAM
from bot.playground.upload import Upload

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

LARGEST = 50 * 1024 * 1024
HANG = 60.0


async def serve(
    telegram: "Telegram",
    host: str = "127.0.0.1",
    port: int = 8081,
    extra: Sequence[web.RouteDef] = (),
) -> web.AppRunner:
    """Start serving; the runner's cleanup() ends it, port 0 takes a free one.

    `extra` are routes of whoever serves; the page shows what it knows of them.
    """
    runner = web.AppRunner(
        make_app(telegram, extra),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=0.5,
    )
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def make_app(
    telegram: "Telegram", extra: Sequence[web.RouteDef] = ()
) -> web.Application:
    """Put the routes together."""
    app = web.Application(client_max_size=LARGEST)
    app[TELEGRAM] = telegram
    app[EXTRA] = [route.path for route in extra]
    app.router.add_route("*", "/bot{token}/{method}", answer_bot)
    app.router.add_get("/file/bot{token}/{path:.+}", give_file)
    app.add_routes(control.ROUTES)
    app.add_routes(page.ROUTES)
    app.add_routes(extra)
    return app


async def answer_bot(request: web.Request) -> web.StreamResponse:
    """Answer one call of the Bot API."""
    telegram = request.app[TELEGRAM]
    token, method = request.match_info["token"], request.match_info["method"]
    try:
        params = await read_params(request)
    except ValueError:
        answer = bad_request("can't parse request parameters").answer()
    else:
        try:
            answer = await telegram.call(method, params, token=token)
        except DroppedError as dropped:
            return await drop(request, dropped)
    return web.Response(
        status=answer.status, body=answer.body, headers=dict(answer.headers)
    )


async def give_file(request: web.Request) -> web.Response:
    """Give out a file that somebody sent."""
    path, token = request.match_info["path"], request.match_info["token"]
    content = request.app[TELEGRAM].fetch(path, token=token)
    if content is None:
        raise web.HTTPNotFound
    return web.Response(body=content, content_type="application/octet-stream")


async def drop(request: web.Request, dropped: DroppedError) -> web.Response:
    """Break the line, at once or after a long silence."""
    if dropped.kind == "timeout":
        await asyncio.sleep(dropped.seconds or HANG)
    if request.transport:
        request.transport.abort()
    return web.Response()


async def read_params(request: web.Request) -> JSON:
    """Read the parameters from the query and from a body of any kind."""
    params: JSON = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        if not isinstance(body, dict):
            raise ValueError("an object is expected")
        return params | body
    for key, value in (await request.post()).items():
        params[key] = _upload(value) if isinstance(value, web.FileField) else value
    return params


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.file.read(), field.content_type)
