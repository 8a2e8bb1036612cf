"""What replicas say of themselves on the operator's port."""

import asyncio
import time
from http import HTTPStatus
from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from trials.fleet import Fleet

_PATIENCE: Final = 30.0
_LOOK: Final = 0.1
_LIMIT: Final = ClientTimeout(total=10)


async def until(fleet: Fleet, *, ready: bool) -> float:
    """Wait until every replica says that it is ready, or not; returns the seconds."""
    began = time.monotonic()
    async with ClientSession(timeout=_LIMIT) as http:
        addresses = [
            f"http://127.0.0.1:{place.values['ops_port']}/readyz"
            for place in fleet.places
        ]
        await asyncio.gather(*(_until(http, each, ready) for each in addresses))
    return round(time.monotonic() - began, 2)


async def _until(http: ClientSession, address: str, ready: bool) -> None:  # noqa: FBT001 - of `until`
    async with asyncio.timeout(_PATIENCE):
        while await _is_ready(http, address) is not ready:
            await asyncio.sleep(_LOOK)


async def _is_ready(http: ClientSession, address: str) -> bool | None:
    try:
        async with http.get(address) as answer:
            return answer.status == HTTPStatus.OK
    except ClientError:
        return None
