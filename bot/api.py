"""Bot API calls with outcomes that say what may be done next."""

import base64
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import NotSentError

# Not a method of the Bot API: `getFile`, and then the file that it names, as base64.
DOWNLOAD: Final = "downloadFile"
LARGEST_FILE: Final = 1_000_000  # bytes; it becomes an update, sealed like any other
DEFAULT_WAIT: Final = 5  # seconds, when a 429 names none


@dataclass(frozen=True, slots=True)
class Done:
    """Telegram did it."""

    result: Any


@dataclass(frozen=True, slots=True)
class Wait:
    """Telegram asks to wait; nothing was done."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not do it; `moved_to` names the supergroup that a group became."""

    code: int
    why: str
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing was done: repeating is safe."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Telegram may have done it."""

    why: str


Outcome = Done | Wait | Refused | NotSent | Doubt


class Api:
    """The Bot API of one bot."""

    def __init__(self, request: BaseRequest, root: str, token: str) -> None:
        self._request = request
        self._base = f"{root}/bot{token}"
        self._files = f"{root}/file/bot{token}"

    async def call(
        self, method: str, params: dict[str, Any], *, timeout: float | None = None
    ) -> Outcome:
        """Make one call; never raises for what Telegram or the network did."""
        if method == DOWNLOAD:
            return await self._download(params["file_id"])
        data = RequestData(
            [RequestParameter.from_input(name, value) for name, value in params.items()]
        )
        limit = {} if timeout is None else {"read_timeout": timeout}
        try:
            status, body = await self._request.do_request(
                f"{self._base}/{method}", "POST", data, **limit
            )
        except NotSentError as error:
            return NotSent(str(error))
        except NetworkError as error:
            return Doubt(type(error).__name__)
        return _read(status, body)

    async def _download(self, file_id: str) -> Outcome:
        """Fetch a small file; what goes wrong on the way may be tried again."""
        found = await self.call("getFile", {"file_id": file_id})
        if not isinstance(found, Done):
            return found
        if found.result.get("file_size", 0) > LARGEST_FILE:
            return Refused(HTTPStatus.BAD_REQUEST, "file is too big")
        path = found.result.get("file_path", "")
        try:
            status, body = await self._request.do_request(
                f"{self._files}/{path}", "GET"
            )
        except NetworkError as error:
            return NotSent(type(error).__name__)
        return _file(status, body)


def _file(status: int, body: bytes) -> Outcome:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotSent(f"{status}")
    # Not with its own code: a 404 of a call means that the token is no longer valid.
    if status != HTTPStatus.OK:
        return Refused(HTTPStatus.BAD_REQUEST, "file is gone")
    if len(body) > LARGEST_FILE:
        return Refused(HTTPStatus.BAD_REQUEST, "file is too big")
    return Done({"base64": base64.b64encode(body).decode()})


def _read(status: int, body: bytes) -> Outcome:
    try:
        answer = json.loads(body)
        ok, result = answer["ok"], answer.get("result")
    except (ValueError, TypeError, KeyError):
        return Doubt(f"{status} without an answer")
    if ok:
        return Done(result)
    parameters = answer.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = parameters.get("retry_after")
        return Wait(seconds if isinstance(seconds, int) else DEFAULT_WAIT)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotSent(f"{status}")
    why = str(answer.get("description", ""))
    return Refused(status, why, parameters.get("migrate_to_chat_id"))
