"""One webhook address in front of several replicas."""

import json
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final, NamedTuple

from aiohttp import ClientError, ClientSession, web

_PATH: Final = "/telegram"
_HOST: Final = "127.0.0.1"
_PASSED_ON: Final = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")
_AGAIN: Final = "Retry-After"


class Answer(NamedTuple):
    """What Telegram was told of an update."""

    update_id: int
    status: int
    retry_after: str | None = None

    @property
    def is_refusal(self) -> bool:
        """Tell whether it is to be brought again, and when."""
        is_away = self.status == HTTPStatus.SERVICE_UNAVAILABLE
        return is_away and self.retry_after is not None


class Balancer:
    """Brings each request to the next replica; one that is down is passed over."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.addresses: Sequence[str] = ()
        self.http: ClientSession
        self._next = 0

    async def receive(self, request: web.Request) -> web.Response:
        """Take one request, and write down what it was answered."""
        body = await request.read()
        answer = await self.bring(body, _only(request.headers, _PASSED_ON))
        update_id, again = json.loads(body)["update_id"], answer.headers.get(_AGAIN)
        self.answers.append(Answer(update_id, answer.status, again))
        return answer

    async def bring(self, body: bytes, headers: Mapping[str, str]) -> web.Response:
        """Let the next replica take it; 502 when nobody does."""
        for _ in self.addresses:
            self._next += 1
            address = self.addresses[self._next % len(self.addresses)]
            try:
                async with self.http.post(
                    address, data=body, headers=headers
                ) as answer:
                    back = _only(answer.headers, (_AGAIN,))
                    return web.Response(status=answer.status, headers=back)
            except ClientError:
                continue
        return web.Response(status=HTTPStatus.BAD_GATEWAY)


@asynccontextmanager
async def balanced(
    replicas: int, balancer: Balancer
) -> AsyncIterator[list[dict[str, str]]]:
    """Balance between replicas while the block lasts; gives their settings."""
    public, *own = free_ports(1 + replicas)
    async with ClientSession() as balancer.http:
        balancer.addresses = [f"http://{_HOST}:{port}{_PATH}" for port in own]
        application = web.Application()
        application.router.add_post(_PATH, balancer.receive)
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


def free_ports(count: int) -> Sequence[int]:
    """Find ports that nobody listens on."""
    sockets = [socket.create_server((_HOST, 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _only(headers: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: headers[name] for name in names if name in headers}
