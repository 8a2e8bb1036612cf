"""As much HTTP as the clients under test speak."""

import asyncio
import json
from typing import Any, cast
from urllib.parse import parse_qs

from typing_extensions import override


class Connection(asyncio.Protocol):
    """Speaks just enough HTTP/1.1 to a bot; what it says is up to its kinds."""

    def __init__(self) -> None:
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Those of uvloop are no asyncio.Transport.
        self._transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (request := self._next_request()) is not None:
            self.answer(*request)

    def _next_request(self) -> tuple[str, dict[str, Any]] | None:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:])
        length = int(headers.get("content-length", "0"))
        if "chunked" in headers.get("transfer-encoding", ""):
            body, done, self._buffer = _dechunk(rest, self._buffer)
            if not done:
                return None
        elif len(rest) < length:
            return None
        else:
            body, self._buffer = rest[:length], rest[length:]
        method = lines[0].split(" ")[1].rsplit("/", 1)[1].split("?")[0]
        return method, _form(headers.get("content-type", ""), lines, body)

    def answer(self, method: str, params: dict[str, Any]) -> None:
        """Answer a call by `reply`, now or later."""
        raise NotImplementedError

    def reply(self, result: object) -> None:
        """Send a result."""
        self.reply_body(json.dumps({"ok": True, "result": result}).encode())

    def reply_body(self, body: bytes) -> None:
        """Send the body of an answer."""
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: keep-alive\r\n\r\n"
        )
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head.encode() + body)


def _form(kind: str, lines: list[str], body: bytes) -> dict[str, Any]:
    """Read the parameters of a call: JSON, multipart or urlencoded."""
    if kind == "application/json":
        params: dict[str, Any] = json.loads(body)
        return params
    query = lines[0].split(" ")[1].partition("?")[2]
    if "boundary=" in kind:
        boundary = next(each for each in lines if "boundary=" in each)
        mark = boundary.split("boundary=")[1].strip('"').encode()
        return dict(_part(part) for part in body.split(b"--" + mark)[1:-1])
    found = parse_qs(query + "&" + body.decode())
    return {name: values[0] for name, values in found.items()}


def _part(part: bytes) -> tuple[str, str]:
    head, _found, value = part.partition(b"\r\n\r\n")
    name = head.split(b'name="')[1].split(b'"')[0]
    return name.decode(), value.removesuffix(b"\r\n").decode()


def _dechunk(rest: bytes, buffer: bytes) -> tuple[bytes, bool, bytes]:
    """Read a chunked body: what it says, whether it is whole, what is left."""
    body = b""
    while True:
        size, found, rest = rest.partition(b"\r\n")
        if not found:
            return b"", False, buffer
        length = int(size, 16)
        if len(rest) < length + 2:
            return b"", False, buffer
        if length == 0:
            return body, True, rest[2:]
        body, rest = body + rest[:length], rest[length + 2 :]
