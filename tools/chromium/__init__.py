"""A headless Chromium over the DevTools protocol: for tests and pictures of pages."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from tools.chromium.line import ChromiumError, Line
from tools.chromium.page import Page

__all__ = ["Browser", "ChromiumError", "Page", "installed", "started"]

FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-startup-window",  # every tab comes in one of its own
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    # Nothing outside this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_STARTS_WITHIN: Final = 20.0
_FILLED: Final = 2  # lines: the port, and the path of the socket
_LARGEST: Final = 64 * 1024 * 1024


def installed() -> str | None:
    """Find Chromium on this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass(frozen=True, slots=True)
class Browser:
    """A running Chromium."""

    line: Line
    _free: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """Give a tab with an empty storage; emptied, it serves again.

        A new tab is a new process: it would cost more than what is done in it.
        """
        page = Page(self.line, self._free.pop() if self._free else await self._tab())
        self.line.hearers[page.session] = page.hear
        yield page
        await page.leave()
        del self.line.hearers[page.session]
        self._free.append(page.session)

    async def _tab(self) -> str:
        context = await self.line.send("Target.createBrowserContext")
        known = {"browserContextId": context["browserContextId"]}
        target = await self.line.send(
            "Target.createTarget", {"url": "about:blank"} | known
        )
        attached = await self.line.send(
            "Target.attachToTarget", {"targetId": target["targetId"], "flatten": True}
        )
        session = str(attached["sessionId"])
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.line.send(f"{domain}.enable", session=session)
        return session


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """Start Chromium with an empty profile, and end it."""
    binary = installed()
    if binary is None:
        raise ChromiumError("Chromium is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            binary,
            *FLAGS,
            f"--user-data-dir={profile}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with _connected(Path(profile)) as line:
                yield Browser(line)
        finally:
            process.kill()
            await process.wait()


@asynccontextmanager
async def _connected(profile: Path) -> AsyncIterator[Line]:
    address = await _address(profile / "DevToolsActivePort")
    async with (
        ClientSession() as http,
        http.ws_connect(address, max_msg_size=_LARGEST) as socket,
        asyncio.TaskGroup() as group,
    ):
        line = Line(socket)
        listening = group.create_task(line.listen())
        yield line
        listening.cancel()


async def _address(file: Path) -> str:
    async with asyncio.timeout(_STARTS_WITHIN):
        while len(written := _lines(file)) < _FILLED:
            await asyncio.sleep(0.05)
    port, path = written
    return f"ws://127.0.0.1:{port}{path}"


def _lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []
