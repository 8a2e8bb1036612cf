"""The one line to Chromium: commands out, answers and events in.

Protocol: https://chromedevtools.github.io/devtools-protocol/
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from aiohttp import ClientWebSocketResponse, WSMsgType

JSON: TypeAlias = dict[str, Any]

_ANSWERS_WITHIN: Final = 20.0


class ChromiumError(Exception):
    """Chromium, or the page in it, did not do what was asked."""


@dataclass(slots=True)
class Line:
    """A WebSocket that many tabs share, told apart by their sessions."""

    socket: ClientWebSocketResponse
    hearers: dict[str, Callable[[str, JSON], None]] = field(default_factory=dict)
    _waiting: dict[int, asyncio.Future[JSON]] = field(default_factory=dict)
    _last: int = 0

    async def send(
        self, method: str, params: JSON | None = None, *, session: str | None = None
    ) -> JSON:
        """Give a command and wait for what comes of it."""
        self._last += 1
        command: JSON = {"id": self._last, "method": method, "params": params or {}}
        if session:
            command["sessionId"] = session
        answer = asyncio.get_running_loop().create_future()
        self._waiting[self._last] = answer
        await self.socket.send_json(command)
        async with asyncio.timeout(_ANSWERS_WITHIN):
            return dict(await answer)

    async def listen(self) -> None:
        """Hand out answers and events until the line closes."""
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                self._take(json.loads(message.data))

    def _take(self, said: JSON) -> None:
        if "id" in said:
            waiting = self._waiting.pop(said["id"])
            if "error" in said:
                waiting.set_exception(ChromiumError(said["error"]["message"]))
            elif not waiting.done():
                waiting.set_result(said["result"])
            return
        hear = self.hearers.get(said.get("sessionId", ""))
        if hear:
            hear(said["method"], said["params"])
