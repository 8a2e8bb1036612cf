"""The page in a real Chromium: by itself, and with the whole demo behind it."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.stage import Stage, opened
from bot.playground.person import Person
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from tests import databases
from tools.chromium import Browser, installed, started
from tools.desk import Desk, laid

CALM = {"prefers_reduced_motion": "reduce"}
MISSING = "Chromium is not installed: the page of the demo is NOT tested"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if installed() is None:
        terminalreporter.write_line(MISSING, red=True)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if installed() is None:
        pytest.skip(MISSING)
    async with started() as browser:
        yield browser


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A stand-in without a bot: tests say for the bot what it says."""
    telegram = Telegram()
    yield telegram
    await telegram.close()


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    olena = telegram.person("Olena", language_code="en")
    olena.starts()
    return olena


@pytest.fixture
async def bare(
    browser: Browser, telegram: Telegram, olena: Person
) -> AsyncIterator[Desk]:
    """The page over a stand-in without a bot, opened anew."""
    assert olena
    runner = await serve(telegram, port=0)
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with laid(browser, address) as desk:
        await desk.page.prefer(**CALM)
        await desk.open("en")
        yield desk
        check(desk)
    await runner.cleanup()


@pytest.fixture(scope="session")
def crowd() -> Telegram:
    """A stand-in without a bot for many tests, each with a person of its own."""
    telegram = Telegram()
    telegram.person("Ostap", language_code="en").starts()
    return telegram


@pytest.fixture(scope="session")
async def lasting(browser: Browser, crowd: Telegram) -> AsyncIterator[Desk]:
    """A page that stays open: to open it takes longer than most of what is done."""
    runner = await serve(crowd, port=0)
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with laid(browser, address) as desk:
        await desk.page.prefer(**CALM)
        await desk.open("en")
        yield desk
    await crowd.close()
    await runner.cleanup()


@pytest.fixture(scope="session")
async def stage(browser: Browser, database_url: str) -> AsyncIterator[Stage]:
    """The whole demo, its bot in a process of its own."""
    assert browser
    async with databases.made(database_url, "page") as url, opened(url, 0) as stage:
        yield stage
        stage.keeper.kill()  # nobody waits for a test's bot to finish


@pytest.fixture
async def desk(browser: Browser, stage: Stage) -> AsyncIterator[Desk]:
    """The page of the demo; a test opens it in its language."""
    async with laid(browser, stage.address) as desk:
        await desk.page.prefer(**CALM)
        yield desk
        check(desk)


def check(desk: Desk) -> None:
    """Hold every test to it: nothing is asked of others, and nothing goes wrong."""
    asked = [one for one in desk.page.requests if not one.startswith(desk.address)]
    assert asked == [], "a request leaves the page's own server"
    assert desk.page.complaints == [], "the console complains"
