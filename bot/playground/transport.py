"""python-telegram-bot's way to the stand-in without a network."""

from typing import TYPE_CHECKING, Any

from telegram import error
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.playground.answers import JSON, DroppedError
from bot.playground.upload import Upload

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


class InProcessRequest(BaseRequest):
    """Carry calls straight to the stand-in."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram

    @property
    @override
    def read_timeout(self) -> float | None:
        """Wait as long as it takes."""
        return None

    @override
    async def initialize(self) -> None:
        """Open nothing."""

    @override
    async def shutdown(self) -> None:
        """Close nothing."""

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,
        **more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Make one call; broken lines raise what a network would."""
        token, name = url.rpartition("/bot")[2].split("/", 1)
        if "/file/bot" in url:
            content = self._telegram.fetch(name, token=token)
            return (200, content) if content is not None else (404, b"")
        params = gather(request_data) if request_data else {}
        try:
            answer = await self._telegram.call(name, params, token=token)
        except DroppedError as dropped:
            if dropped.kind == "timeout":
                raise error.TimedOut from dropped
            raise error.NetworkError("Connection reset by peer") from dropped
        return answer.status, answer.body


def gather(request_data: RequestData) -> JSON:
    """Give the parameters as a server would read them, files among them."""
    params: JSON = dict(request_data.json_parameters)
    if request_data.contains_files:
        for key, (name, content, kind) in request_data.multipart_data.items():
            body = content if isinstance(content, bytes) else content.read()
            params[key] = Upload(name, body, kind)
    return params
