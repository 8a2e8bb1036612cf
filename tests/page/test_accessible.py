"""Accessibility, by axe-core: WCAG 2.2 A and AA, and its best practices."""

import json
from pathlib import Path

import pytest

from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.page.conftest import CALM
from tests.page.test_phone import KEYS
from tests.page.test_way import running
from tools.desk import LARGE, SMALL, Desk

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = """axe.run(WHERE, { resultTypes: ["violations"] }).then((found) =>
    JSON.stringify(found.violations.map((one) => [one.id, one.nodes.map(
        (node) => [node.html.slice(0, 160), node.failureSummary])])))"""
STILL = "!document.getAnimations().some((one) => one.playState === 'running')"


async def faults(desk: Desk, where: str = "html") -> list[object]:
    """Let what moves come to rest, and look for faults; a part of a page has fewer."""
    await desk.page.until(STILL)
    await desk.page.run(f"window.axe ? 1 : void {AXE}")
    found = await desk.page.run(RUN.replace("WHERE", json.dumps(where)))
    return list(json.loads(found))


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (LARGE, "light", "uk"),
        (SMALL, "dark", "en"),
    ],
    ids=["large light", "small dark"],
)
async def test_the_page_has_no_fault(
    desk: Desk, size: tuple[int, int], scheme: str, language: str
) -> None:
    await desk.page.size(*size)
    await desk.page.prefer(prefers_color_scheme=scheme, **CALM)
    await desk.open(language)
    await running(desk)
    assert await faults(desk) == []


async def test_messages_menus_and_dialogs_have_no_fault(
    bare: Desk, telegram: Telegram, olena: Person
) -> None:
    phone = bare.phone(olena.id)
    for kind in ("photo", "voice", "contact", "location", "sticker", "document"):
        olena.sends(kind, caption="A caption" if kind == "photo" else None)
    html = "<b>a</b> <blockquote expandable>b</blockquote> <tg-spoiler>c</tg-spoiler>"
    said = {"chat_id": olena.id, "text": html, "parse_mode": "HTML"}
    await telegram.call("sendMessage", said | {"reply_markup": KEYS})
    await phone.shows("a b")
    assert await faults(bare) == []
    await bare.page.click(phone.find(".head .plain"))
    await bare.page.until("document.querySelector('[role=menu]')")
    assert await faults(bare) == []
    await bare.page.key("Escape")
    await bare.page.click("document.querySelector('#add')")
    assert await faults(bare) == []


async def test_the_tour_and_a_table_of_the_strip_have_no_fault(desk: Desk) -> None:
    await desk.open("uk", tour=True)
    await desk.page.until("!document.querySelector('.tour').hidden")
    assert await faults(desk) == []
    await desk.page.key("Escape")
    await running(desk)
    await desk.page.click("document.querySelector('[data-table=inbox]')")
    await desk.page.until("document.querySelector('.wide td')")
    assert await faults(desk, ".wide") == []
