"""Brings updates to webhooks as Telegram does: over connections that stay open."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

SECRET: Final = "a-secret-of-the-bench"  # noqa: S105 - of no worth
_CONNECTIONS: Final = 8  # to each process
_LOOK: Final = 0.1


class Posts:
    """A queue for each port; one person's updates go to the same."""

    def __init__(self, ports: Sequence[int], secret: str) -> None:
        self._queues = {port: asyncio.Queue[dict[str, Any]]() for port in ports}
        self._secret = secret

    def put(self, person: int, update: dict[str, Any]) -> None:
        """Let an update leave."""
        queues = list(self._queues.values())
        queues[person % len(queues)].put_nowait(update)

    async def greet(self, update: dict[str, Any]) -> None:
        """Wait until every process takes updates in."""
        for port in self._queues:
            line = _Line(port, self._secret)
            while not await line.post(update):
                await asyncio.sleep(_LOOK)

    async def run(self) -> None:
        """Bring everything until cancelled."""
        async with asyncio.TaskGroup() as group:
            for port, queue in self._queues.items():
                for _ in range(_CONNECTIONS):
                    group.create_task(self._bring(port, queue))

    async def _bring(self, port: int, queue: asyncio.Queue[dict[str, Any]]) -> None:
        line = _Line(port, self._secret)
        while True:
            update = await queue.get()
            while not await line.post(update):
                await asyncio.sleep(_LOOK)


class _Line:
    """One connection."""

    def __init__(self, port: int, secret: str) -> None:
        self._port = port
        self._secret = secret
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, update: dict[str, Any]) -> bool:
        """Post an update; False when the process did not take it."""
        try:
            if self._ends is None:
                self._ends = await asyncio.open_connection("127.0.0.1", self._port)
            reader, writer = self._ends
            writer.writelines(_request(update, self._secret))
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
        except (OSError, asyncio.IncompleteReadError):
            self._ends = None
            return False
        return head.startswith(b"HTTP/1.1 200")


def _request(update: dict[str, Any], secret: str) -> Iterator[bytes]:
    body = json.dumps(update).encode()
    yield (
        "POST /hook HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    yield body


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length: ")
    return int(rest.split(b"\r\n")[0]) if found else 0
