"""The webhook: every replica takes updates in and answers 200 after the commit."""

import asyncio
import hmac
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

import structlog
from aiohttp import web

from bot.api import Api, Done, Wait
from bot.intake.polling import ALLOWED
from bot.intake.store import Inbox
from bot.intake.together import Together

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT: Final = 1024 * 1024
RETRY_AFTER: Final = "5"  # seconds; Telegram honours the header
CONNECTIONS: Final = 40
PAUSE: Final = 1.0

log = structlog.get_logger(__name__)


class Webhook:
    """Checks the secret, commits the update, and only then says 200."""

    def __init__(
        self, inbox: Inbox, secret: str, offer: Callable[[set[int]], None]
    ) -> None:
        self._inbox = inbox
        self._intake = Together(self._keep)
        self._secret = secret.encode()
        self._offer = offer

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update in."""
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        update = _read(await request.read())
        if update is None:
            # Telegram would repeat what we cannot read for a day.
            log.warning("unreadable update")
            return web.Response()
        return await self._store(update)

    async def _store(self, update: dict[str, Any]) -> web.Response:
        try:
            await self._intake.store(update)
        except Exception:
            log.exception("update could not be stored")
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE,
                headers={"Retry-After": RETRY_AFTER},
            )
        return web.Response()

    async def _keep(self, updates: Sequence[dict[str, Any]]) -> None:
        """Commit a batch, and offer its lanes once: not once an update."""
        self._offer(await self._inbox.store(updates))


async def ensure_set(api: Api, url: str, secret: str) -> None:
    """Tell Telegram our address and secret; waits Telegram out.

    Also when the address is the same: the secret, which nobody can ask for, or the
    kinds of updates may be others. Telegram leaves alone what has not changed.
    """
    params = {
        "url": url,
        "secret_token": secret,
        "allowed_updates": list(ALLOWED),
        "max_connections": CONNECTIONS,
    }
    while not isinstance(outcome := await api.call("setWebhook", params), Done):
        log.warning("webhook not set yet", outcome=type(outcome).__name__)
        await asyncio.sleep(outcome.seconds if isinstance(outcome, Wait) else PAUSE)


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
        int(update["update_id"])
    except (ValueError, TypeError, KeyError):
        return None
    return update if isinstance(update, dict) else None
