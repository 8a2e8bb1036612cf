"""The demo page in the hands of somebody: phones that are pressed and typed on."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from tools.chromium import Browser, Page

LARGE: Final = (1280, 800)
SMALL: Final = (390, 844)


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone of the page."""

    page: Page
    id: int

    @property
    def node(self) -> str:
        """Find its element."""
        return f"document.querySelector('.phone[data-id=\"{self.id}\"]')"

    def find(self, selector: str) -> str:
        """Find something on it."""
        return f"{self.node}.querySelector({json.dumps(selector)})"

    def button(self, label: str) -> str:
        """Find the newest button that shows a label."""
        words = json.dumps(label)
        return (
            f"[...{self.node}.querySelectorAll('button')].findLast((one) => "
            f"one.offsetParent && one.textContent.includes({words}))"
        )

    async def says(self, text: str) -> None:
        """Type a message, press Enter, and see it in the chat."""
        own = f"{self.node}.querySelectorAll('.mine').length"
        before = await self.page.run(own)
        await self.page.click(self.find("textarea"))
        await self.page.type(text)
        await self.page.enter()
        await self.page.until(f"{own} > {before}")

    async def hears(self) -> None:
        """Wait until the bot has the last word."""
        await self.page.until(self.find(".lines > .theirs:last-child"), seconds=30)

    async def presses(self, label: str) -> None:
        """Press the newest button with a label, of the chat or under it."""
        await self.page.click(self.button(label))

    async def chooses(self, opener: str, label: str) -> None:
        """Open a menu and choose from it."""
        await self.page.click(self.find(opener))
        items = "[...document.querySelectorAll('[role=menuitem]')]"
        wanted = f"one.textContent.includes({json.dumps(label)})"
        await self.page.click(f"{items}.find((one) => {wanted})")

    async def shows(self, words: str, *, seconds: float = 15) -> None:
        """Wait until a message has these words."""
        await self.page.until(self._has(words), seconds=seconds)

    async def hides(self, words: str) -> None:
        """Wait until no message has these words any more."""
        await self.page.until(f"!({self._has(words)})")

    def _has(self, words: str) -> str:
        bubbles = f"[...{self.node}.querySelectorAll('.bubble')]"
        return f"{bubbles}.some((one) => one.textContent.includes({json.dumps(words)}))"


@dataclass(frozen=True, slots=True)
class Desk:
    """The page with its phones."""

    page: Page
    address: str

    def phone(self, number: int) -> Phone:
        """Give a phone by the id of its owner or group."""
        return Phone(self.page, number)

    async def open(self, language: str, *, tour: bool = False) -> None:
        """Open the page and wait for the phones."""
        query = f"?lang={language}" + ("" if tour else "&tour=no")
        await self.page.open(f"{self.address}/{query}")
        await self.page.until("document.querySelector('.phone .log')")

    async def take(self, number: int) -> Phone:
        """Take a phone into the hand, where only one is shown."""
        chip = f"document.querySelector('.chip[data-id=\"{number}\"]')"
        await self.page.click(chip)
        await self.page.until(f"{chip}.ariaCurrent === 'true'")
        return self.phone(number)


@asynccontextmanager
async def laid(
    browser: Browser, address: str, size: tuple[int, int] = LARGE
) -> AsyncIterator[Desk]:
    """Give a desk in a tab of its own; nothing is opened yet."""
    async with browser.page() as page:
        await page.size(*size)
        yield Desk(page, address)
