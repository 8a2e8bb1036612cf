"""One webhook address in front of several replicas."""

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import ClientError, ClientSession, web

_PATH: Final = "/telegram"
_HOST: Final = "127.0.0.1"
_PASSED_ON: Final = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")
_HANDED_BACK: Final = ("Retry-After",)


class Balancer:
    """Brings each request to the next replica; one that is down is passed over."""

    def __init__(self, addresses: Sequence[str], http: ClientSession) -> None:
        self._addresses = addresses
        self._http = http
        self._next = 0

    async def receive(self, request: web.Request) -> web.Response:
        """Pass one request on; 502 when nobody takes it."""
        body = await request.read()
        headers = _only(request.headers, _PASSED_ON)
        for _ in self._addresses:
            self._next += 1
            address = self._addresses[self._next % len(self._addresses)]
            try:
                async with self._http.post(
                    address, data=body, headers=headers
                ) as answer:
                    back = _only(answer.headers, _HANDED_BACK)
                    return web.Response(status=answer.status, headers=back)
            except ClientError:
                continue
        return web.Response(status=HTTPStatus.BAD_GATEWAY)


@asynccontextmanager
async def balanced(replicas: int) -> AsyncIterator[list[dict[str, str]]]:
    """Balance between replicas while the block lasts; gives their settings."""
    public, *own = _free_ports(1 + replicas)
    async with ClientSession() as http:
        addresses = [f"http://{_HOST}:{port}{_PATH}" for port in own]
        application = web.Application()
        application.router.add_post(_PATH, Balancer(addresses, http).receive)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, _HOST, public).start()
        try:
            yield [_settings(public, port) for port in own]
        finally:
            await runner.cleanup()


def _settings(public: int, own: int) -> dict[str, str]:
    return {
        "webhook_url": f"http://{_HOST}:{public}{_PATH}",
        "webhook_secret": "a-secret-of-the-trial",
        "port": str(own),
    }


def _free_ports(count: int) -> Sequence[int]:
    sockets = [socket.create_server((_HOST, 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _only(headers: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: headers[name] for name in names if name in headers}
