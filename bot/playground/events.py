"""News for whoever watches the chats, such as the page."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.answers import JSON


class Events:
    """Tell every watcher what changed."""

    def __init__(self) -> None:
        self._watchers: list[asyncio.Queue[JSON]] = []

    def tell(self, kind: str, **facts: object) -> None:
        """Tell all watchers."""
        for watcher in self._watchers:
            watcher.put_nowait({"kind": kind, **facts})

    @contextmanager
    def watch(self) -> Iterator[asyncio.Queue[JSON]]:
        """Collect news for as long as the block lasts."""
        watcher: asyncio.Queue[JSON] = asyncio.Queue()
        self._watchers.append(watcher)
        try:
            yield watcher
        finally:
            self._watchers.remove(watcher)
