"""How fast updates are taken in by long polling, when nothing else is done with them.

They are read, sealed and committed a hundred at a time, as in a replica.
"""

import asyncio
import time
from typing import TYPE_CHECKING, Final

from bench import ground
from bench.race import PORT, start
from bot import db
from bot.api import Api
from bot.intake.polling import Poller
from bot.intake.store import Inbox
from bot.transport import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

_BATCH: Final = 100


async def rate(url: str, updates: int, people: int) -> float:
    """Take a backlog in; returns updates a second."""
    words = ["-m", "bench.backlog", "--port", str(PORT)]
    words += ["--updates", str(updates), "--people", str(people)]
    server = await start(words, ground.environment(), pipe=True)
    assert server.stdout is not None  # noqa: S101 - it is a pipe
    await server.stdout.readline()
    engine, request = db.connect(url), AiohttpRequest()
    await request.initialize()
    settings = ground.settings()
    sessions = db.make_sessions(engine, settings.vault())
    inbox = Inbox(sessions, settings.bot_id, a_minute=settings.updates_a_minute)
    token = settings.bot_token.get_secret_value()
    api = Api(request, f"http://127.0.0.1:{PORT}", token)
    try:
        return updates / await _seconds(api, inbox, updates // _BATCH)
    finally:
        await request.shutdown()
        await engine.dispose()
        server.terminate()
        await server.wait()


async def _seconds(api: Api, inbox: Inbox, batches: int) -> float:
    taken, done = 0, asyncio.Event()

    def count(_lanes: "Iterable[int]") -> None:
        nonlocal taken
        taken += 1
        if taken == batches:
            done.set()

    async with asyncio.TaskGroup() as group:
        began = time.perf_counter()
        polling = group.create_task(Poller(api, inbox, count).run())
        await done.wait()
        polling.cancel()
        return time.perf_counter() - began
