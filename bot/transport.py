"""The HTTP transport of Bot API calls, over aiohttp.

python-telegram-bot's own costs 4 to 10 times the CPU per call and drops idle
connections after 5 s; see the README's decisions.
"""

import json
from collections.abc import Mapping
from typing import Final

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

READ_TIMEOUT: Final = 20.0
CONNECT_TIMEOUT: Final = 5.0
KEEP_ALIVE: Final = 60.0

Headers = Mapping[str, str]


class NotSentError(NetworkError):
    """The request never left this machine: repeating it cannot double anything."""


class AiohttpRequest(BaseRequest):
    """Makes Bot API calls over one pooled aiohttp session."""

    def __init__(self, connections: int = 32) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        return READ_TIMEOUT

    @override
    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEEP_ALIVE
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"Content-Type": "application/json"},
                skip_auto_headers=("User-Agent",),
            )

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSentError("the transport is not initialized")
        total = read_timeout if isinstance(read_timeout, int | float) else READ_TIMEOUT
        limits = aiohttp.ClientTimeout(total=total, connect=CONNECT_TIMEOUT)
        body, headers = _body(request_data) if request_data else (None, None)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=limits
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error


def _body(data: RequestData) -> tuple[bytes | aiohttp.Payload, Headers | None]:
    """Write parameters as JSON: a form would spell Cyrillic in thrice the bytes.

    Only a file has to be sent as one.
    """
    if data.contains_files:
        form = _form(data)
        return form, form.headers
    return json.dumps(data.parameters, ensure_ascii=False).encode(), None


def _form(data: RequestData) -> aiohttp.Payload:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form()
