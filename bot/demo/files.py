"""Files that the bot sent, to be opened from the page: kept as long as the demo is."""

from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.playground.telegram import Telegram

PATH: Final = "/demo/files/{number}"
# What a browser shows; everything else it stores, so that no file acts as a page.
_SHOWN: Final = {"application/pdf", "image/png", "image/jpeg"}


def routes(telegram: Telegram) -> list[web.RouteDef]:
    """Give the stand-in's server the way to its files."""

    async def give(request: web.Request) -> web.Response:
        upload = telegram.files.get(request.match_info["number"])
        if upload is None:
            raise web.HTTPNotFound
        how = "inline" if upload.mime_type in _SHOWN else "attachment"
        named = f"{how}; filename*=UTF-8''{quote(upload.name)}"
        headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
        headers["Content-Type"] = upload.mime_type
        return web.Response(body=upload.content, headers=headers)

    return [web.get(PATH, give)]
