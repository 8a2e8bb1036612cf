"""Long polling: one replica asks at a time, and confirms only what is committed."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import structlog

from bot.api import Api, Done, Refused, Wait
from bot.errors import StartError
from bot.intake.store import Inbox

ALLOWED: Final = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
)
POLL_SECONDS: Final = 50  # the most that Telegram holds a request
BATCH: Final = 100
PAUSE: Final = 1.0
UNAUTHORIZED: Final = 401

log = structlog.get_logger(__name__)


class Poller:
    """Asks Telegram for updates for as long as its replica leads."""

    def __init__(
        self, api: Api, inbox: Inbox, offer: Callable[[set[int]], None]
    ) -> None:
        self._api = api
        self._inbox = inbox
        self._offer = offer
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled; faults of Telegram and the database are waited out."""
        await self._drop_webhook()
        while True:
            updates = await self._call(
                "getUpdates", self._params(), timeout=POLL_SECONDS + 10
            )
            if updates:
                await self._take(updates)

    async def _drop_webhook(self) -> None:
        """Remove a webhook of another mode: it would answer every poll with 409."""
        while True:
            info = await self._call("getWebhookInfo", {})
            if info is None:
                continue
            if not info.get("url") or await self._call("deleteWebhook", {}):
                return

    def _params(self) -> dict[str, Any]:
        params: dict[str, Any] = {
            "timeout": POLL_SECONDS,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED),
        }
        return params if self._offset is None else params | {"offset": self._offset}

    async def _call(
        self, method: str, params: dict[str, Any], timeout: float | None = None
    ) -> Any:
        """Make one call; None, after a pause, when it failed."""
        outcome = await self._api.call(method, params, timeout=timeout)
        if isinstance(outcome, Done):
            return outcome.result
        if isinstance(outcome, Refused) and outcome.code == UNAUTHORIZED:
            raise StartError(
                "BOT_TOKEN", got="a token that Telegram refuses", wanted="a valid one"
            )
        log.warning("poll failed", method=method, outcome=type(outcome).__name__)
        await asyncio.sleep(outcome.seconds if isinstance(outcome, Wait) else PAUSE)
        return None

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        try:
            lanes = await self._inbox.store(updates)
        except Exception:
            # Nothing is confirmed: Telegram hands the same updates over again.
            log.exception("updates could not be stored")
            await asyncio.sleep(PAUSE)
            return
        self._offset = max(int(raw["update_id"]) for raw in updates) + 1
        self._offer(lanes)
