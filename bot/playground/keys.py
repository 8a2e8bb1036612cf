"""What the HTTP handlers find in their application."""

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

TELEGRAM: "web.AppKey[Telegram]" = web.AppKey("telegram")
EXTRA: web.AppKey[list[str]] = web.AppKey("extra")
