"""Reading of requests as the clients under test write them."""

import json
from urllib.parse import parse_qs


def form(kind: str, lines: list[str], body: bytes) -> dict[str, str]:
    """Read the parameters of a call: JSON, multipart or urlencoded."""
    if kind == "application/json":
        return {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in json.loads(body).items()
        }
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


def dechunk(rest: bytes, buffer: bytes) -> tuple[bytes, bool, bytes]:
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
