"""A light Bot API with the backlog of an outage: hands it out, a hundred at a time."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from typing import Any, Final

from typing_extensions import override

from bench import wire
from bench.telegram import FIRST_PERSON, WORDS

_BATCH: Final = 100  # Bot API: getUpdates, limit
_AGE: Final = 3600  # seconds


class Backlog(wire.Connection):
    """Answers polls; when nothing is left it lets the bot wait."""

    def __init__(self, batches: Sequence[bytes]) -> None:
        super().__init__()
        self._batches = batches

    @override
    def answer(self, method: str, params: dict[str, Any]) -> None:
        if method == "getWebhookInfo":
            self.reply({"url": "", "pending_update_count": 0})
            return
        batch = int(params.get("offset", 1)) // _BATCH
        if batch < len(self._batches):
            self.reply_body(self._batches[batch])


def _batch(first: int, people: int) -> bytes:
    updates = [
        _update(number, number % people) for number in range(first, first + _BATCH)
    ]
    return json.dumps({"ok": True, "result": updates}).encode()


def _update(number: int, person: int) -> dict[str, Any]:
    user = {"id": FIRST_PERSON + person, "is_bot": False, "first_name": "N"}
    chat = {"id": FIRST_PERSON + person, "type": "private", "first_name": "N"}
    message = {"message_id": number, "date": int(time.time()) - _AGE, "chat": chat}
    return {"update_id": number, "message": message | {"from": user, "text": WORDS}}


async def main(options: argparse.Namespace) -> None:
    """Serve until killed."""
    batches = [_batch(n, options.people) for n in range(0, options.updates, _BATCH)]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Backlog(batches), "127.0.0.1", options.port
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await server.serve_forever()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--updates", type=int, required=True)
    parser.add_argument("--people", type=int, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(_options()))
