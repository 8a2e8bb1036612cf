"""Ways of getting updates: long polling and the webhook."""

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.playground.answers import JSON, RefusalError, bad_request
from bot.playground.courier import Webhook
from bot.playground.polling import ACTIVE

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LONGEST_SECRET = 256
MOST_UPDATES = 100
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


async def get_updates(telegram: "Telegram", params: JSON) -> list[JSON]:
    """Hand out updates."""
    if telegram.courier.webhook:
        raise RefusalError(409, ACTIVE)
    _allow(telegram, params)
    limit = min(max(params.get("limit", MOST_UPDATES), 1), MOST_UPDATES)
    offset, timeout = params.get("offset", 0), params.get("timeout", 0)
    return await telegram.poller.get(offset, limit, timeout)


async def set_webhook(telegram: "Telegram", params: JSON) -> bool:
    """Have updates brought to an address."""
    if not params["url"]:
        return await delete_webhook(telegram, params)
    _check_url(params["url"])
    _check_secret(params.get("secret_token", ""))
    _allow(telegram, params)
    if params.get("drop_pending_updates"):
        telegram.updates.clear()
    telegram.poller.interrupt()
    asked = params.get("max_connections", USUAL_CONNECTIONS)
    connections = min(max(asked, 1), MOST_CONNECTIONS)
    secret = params.get("secret_token", "")
    await telegram.courier.start(Webhook(params["url"], secret, connections))
    return True


async def delete_webhook(telegram: "Telegram", params: JSON) -> bool:
    """Have updates fetched again."""
    if params.get("drop_pending_updates"):
        telegram.updates.clear()
    await telegram.courier.stop()
    return True


def get_webhook_info(telegram: "Telegram", _params: JSON) -> JSON:
    """Describe the webhook and its health."""
    facts: JSON = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates),
    }
    if telegram.updates.allowed:
        facts["allowed_updates"] = sorted(telegram.updates.allowed)
    return facts | telegram.courier.facts


def _allow(telegram: "Telegram", params: JSON) -> None:
    if "allowed_updates" in params:
        telegram.updates.allowed = set(params["allowed_updates"])


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return
    if parts.scheme != "https" or not parts.hostname:
        detail = "An HTTPS URL must be provided for webhook"
        raise bad_request(f"bad webhook: {detail}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_secret(secret: str) -> None:
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
