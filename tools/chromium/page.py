"""A tab: what it is told, what it shows, what it complains of."""

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from tools.chromium.line import JSON, ChromiumError, Line

_CODES: Final = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38}
_TRIED: Final = """(() => {
    try { const found = SCRIPT; return found instanceof Node || found; } catch {}
})()"""
_MIDDLE: Final = """(() => {
    const node = NODE;
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = node.getBoundingClientRect();
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    return box.width && node.contains(document.elementFromPoint(x, y)) && [x, y];
})()"""
_BOX: Final = """(() => {
    const { x, y, width, height } = NODE.getBoundingClientRect();
    return { x, y, width, height, scale: 1 };
})()"""


@dataclass(slots=True)
class Page:
    """A tab with a storage of its own."""

    line: Line
    session: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def send(self, method: str, **params: Any) -> JSON:
        """Give a command to this tab."""
        return await self.line.send(method, params, session=self.session)

    def hear(self, method: str, params: JSON) -> None:
        """Note what the tab asks for and what it complains of."""
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.complaints.append(str(params["entry"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] != "log":
            self.complaints.append(str(params["args"]))

    async def size(self, width: int, height: int, *, scale: float = 1) -> None:
        """Make the window as large as a screen; small ones are touched."""
        small = width < 760  # noqa: PLR2004 - as page/small.css
        facts = {"width": width, "height": height, "deviceScaleFactor": scale}
        await self.send("Emulation.setDeviceMetricsOverride", mobile=small, **facts)
        await self.send("Emulation.setTouchEmulationEnabled", enabled=small)

    async def prefer(self, **features: str) -> None:
        """Set media features, such as prefers_color_scheme="dark"."""
        named = [
            {"name": name.replace("_", "-"), "value": value}
            for name, value in features.items()
        ]
        await self.send("Emulation.setEmulatedMedia", features=named)

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.send("Page.navigate", url=address)

    async def leave(self) -> None:
        """Forget all that the tab was shown and told."""
        await self.open("about:blank")
        for address in {urlsplit(one)[:2] for one in self.requests}:
            await self.send(
                "Storage.clearDataForOrigin",
                origin="://".join(address),
                storageTypes="all",
            )
        await self.prefer()

    async def run(self, script: str) -> Any:
        """Evaluate an expression, waiting for its promise."""
        answer = await self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise ChromiumError(str(details.get("exception", details)))
        return answer["result"].get("value")

    async def until(self, script: str, *, seconds: float = 10) -> Any:
        """Wait until an expression is true, and return its value."""
        try:
            async with asyncio.timeout(seconds):
                while not (value := await self._try(script)):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise ChromiumError(f"in {seconds} s never true: {script}") from None
        return value

    async def _try(self, script: str) -> Any:
        return await self.run(_TRIED.replace("SCRIPT", script))

    async def key(self, name: str, *, text: str = "", modifiers: int = 0) -> None:
        """Press a key and let it go."""
        facts = {"key": name, "code": name, "modifiers": modifiers}
        facts |= {"windowsVirtualKeyCode": _CODES.get(name, 0)}
        typed = {"text": text} if text else {}
        await self.send("Input.dispatchKeyEvent", type="keyDown", **facts, **typed)
        await self.send("Input.dispatchKeyEvent", type="keyUp", **facts)

    async def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        await self.send("Input.insertText", text=text)

    async def enter(self) -> None:
        """Press Enter."""
        await self.key("Enter", text="\r")

    async def click(self, script: str) -> None:
        """Click with the mouse in the middle of the element that a script finds."""
        x, y = await self.until(_MIDDLE.replace("NODE", script))
        for kind in ("mousePressed", "mouseReleased"):
            facts = {"x": x, "y": y, "button": "left", "clickCount": 1}
            await self.send("Input.dispatchMouseEvent", type=kind, **facts)

    async def picture(self, script: str | None = None) -> bytes:
        """Take a picture of the page, or of an element, as PNG."""
        clip = {}
        if script:
            clip = {"clip": await self.until(_BOX.replace("NODE", script))}
        shot = await self.send("Page.captureScreenshot", format="png", **clip)
        return base64.b64decode(shot["data"])
