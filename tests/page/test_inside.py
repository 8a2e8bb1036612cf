"""The strip: what lies in the database, and faults that lose nothing."""

import json
import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot import sample
from bot.demo.stage import Stage
from tests.page.conftest import CALM, check
from tests.page.test_way import running
from tools.chromium import Browser
from tools.desk import Desk, Phone, laid

LEDGER = "document.querySelector('[data-figure={}] b').textContent"


@pytest.fixture(scope="module")
async def opened(browser: Browser, stage: Stage) -> AsyncIterator[Desk]:
    async with laid(browser, stage.address) as desk:
        await desk.page.prefer(**CALM)
        await desk.open("en")
        yield desk


@pytest.fixture
async def desk(opened: Desk) -> AsyncIterator[Desk]:
    """The page of the demo, its bot at work."""
    await running(opened)
    yield opened
    check(opened)


def fault(name: str) -> str:
    return f"document.querySelector('[data-fault={name}]')"


def card(table: str) -> str:
    return f"document.querySelector('.card-{table}')"


async def test_sealed_values_are_shown_as_such_and_passed_texts_as_texts(
    desk: Desk,
) -> None:
    locked = f"{card('submission')}.querySelector('.sealed .icon-lock')"
    await desk.page.until(locked)
    await desk.page.click("document.querySelector('[data-table=case]')")
    column = "document.querySelector('.wide tbody').textContent"
    await desk.page.until(f"{passed_on()}.some(text => {column}.includes(text))")
    await desk.page.key("Escape")
    await desk.page.until("!document.querySelector('dialog')")


def passed_on() -> str:
    """How the texts begin that the sample's moderators passed on."""
    proposals = [each for group in sample.network() for each in group["proposals"]]
    passed = [each["text"][:16] for each in proposals if each["state"] == "passed"]
    return json.dumps(passed)


async def test_the_strip_never_shows_a_key(stage: Stage) -> None:
    async with ClientSession() as http, http.get(f"{stage.address}/demo/inside") as got:
        text = await got.text()
    assert "submission" in text
    key, vault = stage.settings.secret_key, stage.settings.vault()
    assert key.get_secret_value() not in text
    assert vault.fingerprint[:8] not in text  # what every sealed value begins with
    assert not re.search(r"fingerprint|secret|invitation", text, re.IGNORECASE)


async def test_a_killed_bot_comes_back_and_answers(desk: Desk, stage: Stage) -> None:
    starts = stage.keeper.starts
    await desk.page.click(fault("kill"))
    taras = desk.phone(sample.MODERATOR_ID)
    await taras.says("/help")
    await taras.shows("Як користуватися", seconds=30)
    await running(desk)
    assert stage.keeper.starts == starts + 1
    assert await desk.page.run(LEDGER.format("lost")) == "0"


async def test_an_outage_is_waited_out(desk: Desk, stage: Stage) -> None:
    await desk.page.click(fault("network"))
    await desk.page.until(f"{fault('network')}.ariaPressed === 'true'")
    coordinator = await shown(desk, sample.COORDINATOR_ID)
    await coordinator.says("/about")
    sent = coordinator.find(".lines > :last-child .ticks .icon-check")
    await desk.page.until(sent)
    await desk.page.click(fault("network"))
    await coordinator.shows("Про цей бот", seconds=30)
    assert await desk.page.run(LEDGER.format("lost")) == "0"
    assert not stage.telegram.is_cut


CUT = {"uk": "бот не має зв’язку з Telegram", "en": "bot cannot reach Telegram"}


@pytest.mark.parametrize("language", CUT)
async def test_an_outage_is_named_and_what_waits_is_counted(
    desk: Desk, language: str
) -> None:
    await desk.page.click(f"document.querySelector('[data-language={language}]')")
    await desk.page.click(fault("network"))
    pill = "document.querySelector('.pill').textContent"
    await desk.page.until(f"{pill} === '{CUT[language]}'")
    await (await shown(desk, sample.COORDINATOR_ID)).says("/about")
    held = "document.querySelector('[data-figure=held] b')"
    await desk.page.until(f"{held}?.textContent === '1'")
    await desk.page.click(fault("network"))
    await running(desk)
    await desk.page.until(f"!{held}", seconds=30)


async def test_a_limit_is_waited_out(desk: Desk, stage: Stage) -> None:
    await desk.page.click(fault("limit"))
    await desk.page.until(f"{fault('limit')}.textContent.includes('2')")
    for limit in stage.telegram.faults.active:
        limit.retry_after = 1  # the page's own three seconds would only be waited
    neighbour = await shown(desk, sample.NEIGHBOUR_ID)
    await neighbour.says("/language")
    await desk.page.until(f"{card('calls')}.textContent.includes('429')")
    await neighbour.shows("мову", seconds=30)
    assert all(one.times == 0 for one in stage.telegram.faults.active)


async def shown(desk: Desk, number: int) -> Phone:
    phone = desk.phone(number)
    if await desk.page.run(f"{phone.node}.hidden"):
        chip = f"document.querySelector('.chip[data-id=\"{number}\"]')"
        await desk.page.click(chip)
    return phone


async def test_a_stand_in_without_a_bot_has_no_strip(lasting: Desk) -> None:
    assert await lasting.page.run("document.querySelector('#inside').hidden")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_other_sites_cannot_kill_the_bot(stage: Stage, kind: str) -> None:
    starts, headers = stage.keeper.starts, {"Content-Type": kind}
    address = f"{stage.address}/demo/kill"
    async with ClientSession() as http, http.post(address, headers=headers) as got:
        assert got.status == 415
    assert stage.keeper.alive
    assert stage.keeper.starts == starts
