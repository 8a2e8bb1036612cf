"""An address of the stand-in's own that connections can be kept from."""

import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.playground.server import serve
from trials.ground import Ground

_WAITING = 4  # connections that fill the queue of a listener that takes none


@dataclass
class Wall:
    """Stands between the bot and the stand-in."""

    ground: Ground
    runner: web.AppRunner

    @property
    def values(self) -> dict[str, str]:
        """Give the settings that lead here."""
        host, port = self._address
        return {"telegram_api_url": f"http://{host}:{port}"}

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """Let every attempt to connect hang for as long as the block lasts."""
        host, port = self._address
        await self.runner.cleanup()
        with ExitStack() as stack:
            stack.enter_context(socket.create_server((host, port), backlog=0))
            for _ in range(_WAITING):
                waiting = stack.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex((host, port))
            yield
        self.runner = await serve(self.ground.telegram, host, port)

    @property
    def _address(self) -> tuple[str, int]:
        host, port = self.runner.addresses[0][:2]
        return host, port


@asynccontextmanager
async def fronted(ground: Ground) -> AsyncIterator[Wall]:
    """Serve the stand-in at one more address while the block lasts."""
    wall = Wall(ground, await serve(ground.telegram, port=0))
    try:
        yield wall
    finally:
        await wall.runner.cleanup()
