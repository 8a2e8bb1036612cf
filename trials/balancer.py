"""One webhook address in front of several replicas."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import ClientError, ClientSession, web

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
async def serving(addresses: Sequence[str], port: int) -> AsyncIterator[None]:
    """Balance between addresses for as long as the block lasts."""
    async with ClientSession() as http:
        application = web.Application()
        balancer = Balancer(addresses, http)
        application.router.add_post("/telegram", balancer.receive)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()


def _only(headers: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: headers[name] for name in names if name in headers}
