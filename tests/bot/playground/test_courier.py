import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.playground.courier import PROOF_HEADER, pause
from bot.playground.person import Person
from bot.playground.telegram import Telegram

from .conftest import Clock, ask

if TYPE_CHECKING:
    from bot.playground.answers import JSON


class Hook:
    """The bot's end of a webhook, which answers as it is told."""

    def __init__(self) -> None:
        self.came: list[JSON] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.busy = 0
        self.most = 0
        self.slow = 0.0
        self.news = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        self.busy += 1
        self.most = max(self.most, self.busy)
        self.came.append(await request.json())
        self.secrets.append(request.headers.get(PROOF_HEADER))
        await asyncio.sleep(self.slow)
        self.busy -= 1
        self.news.set()
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came]

    async def has(self, count: int) -> None:
        async with asyncio.timeout(2):
            while len(self.came) < count or self.busy:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def address(hook: Hook, telegram: Telegram) -> AsyncIterator[str]:
    telegram.courier.scale = 0.01
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await telegram.courier.stop()
    await runner.cleanup()


async def test_an_update_is_brought_with_the_secret(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    await ask(telegram, "setWebhook", url=address, secret_token="s3cret")
    olena.says("a")
    await hook.has(1)
    assert (hook.texts, hook.secrets) == (["a"], ["s3cret"])


async def test_what_waited_before_the_webhook_is_brought(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    olena.says("a")
    await ask(telegram, "setWebhook", url=address)
    await hook.has(1)
    assert hook.secrets == [None]


async def test_one_chat_keeps_its_order_and_is_brought_one_by_one(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    hook.slow = 0.01
    await ask(telegram, "setWebhook", url=address)
    for text in "abcde":
        olena.says(text)
    await hook.has(5)
    assert (hook.texts, hook.most) == (list("abcde"), 1)


async def test_chats_are_served_side_by_side_up_to_the_limit(
    telegram: Telegram, hook: Hook, address: str
) -> None:
    hook.slow = 0.02
    await ask(telegram, "setWebhook", url=address, max_connections=3)
    for _ in range(6):
        telegram.person().says("a")
    await hook.has(6)
    assert hook.most == 3


async def test_a_press_does_not_wait_for_the_messages_of_its_chat(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    hook.slow = 0.02
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    olena.forges("x", message_id=1)
    await hook.has(2)
    assert hook.most == 2


async def test_a_refused_update_is_repeated_before_the_next(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    hook.answers = [web.Response(status=500) for _ in range(3)]
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    olena.says("b")
    await hook.has(5)
    assert hook.texts == ["a", "a", "a", "a", "b"]
    attempts = [one["attempt"] for one in telegram.journal if one["kind"] == "handed"]
    assert attempts == [1, 2, 3, 4, 1]


async def test_another_chat_goes_on_meanwhile(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    telegram.courier.scale = 10.0
    hook.answers = [web.Response(status=500), web.Response(status=500)]
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await hook.has(2)
    telegram.person("Taras").says("b")
    await hook.has(3)
    assert hook.texts == ["a", "a", "b"]


async def test_retry_after_is_honoured(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    telegram.courier.scale = 0.05
    hook.answers = [web.Response(status=503, headers={"Retry-After": "4"})]
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await hook.has(1)
    await asyncio.sleep(0.1)
    assert len(hook.came) == 1
    await hook.has(2)


async def test_an_expired_update_is_not_repeated(
    telegram: Telegram, clock: Clock, hook: Hook, address: str
) -> None:
    olena = telegram.person("Olena")
    hook.answers = [web.Response(status=500), web.Response(status=500)]
    telegram.courier.scale = 0.05
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await hook.has(2)
    clock.move(86400)
    olena.says("b")
    await hook.has(3)
    assert hook.texts == ["a", "a", "b"]


async def test_failures_show_in_the_webhook_info(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    telegram.courier.scale = 10.0
    hook.answers = [web.Response(status=500), web.Response(status=503)]
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await hook.has(2)
    await asyncio.sleep(0.01)
    info = (await ask(telegram, "getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_an_unreachable_hook_is_tried_again(
    telegram: Telegram, olena: Person
) -> None:
    telegram.courier.scale = 0.01
    await ask(telegram, "setWebhook", url="http://127.0.0.1:9/hook")
    olena.says("a")
    await asyncio.sleep(0.1)
    handed = [one for one in telegram.journal if one["kind"] == "handed"]
    assert len(handed) > 2
    await ask(telegram, "deleteWebhook")


async def test_setting_the_same_webhook_again_interrupts_nothing(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    hook.slow = 0.03
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await asyncio.sleep(0.01)
    await ask(telegram, "setWebhook", url=address)
    await hook.has(1)
    await asyncio.sleep(0.05)
    assert hook.texts == ["a"]


async def test_duplicates_are_brought_twice(
    telegram: Telegram, olena: Person, hook: Hook, address: str
) -> None:
    telegram.updates.trouble.duplicate = 1.0
    await ask(telegram, "setWebhook", url=address)
    olena.says("a")
    await hook.has(2)
    assert hook.came[0] == hook.came[1]


async def test_polling_is_refused_while_a_webhook_is_set(
    telegram: Telegram, address: str
) -> None:
    await ask(telegram, "setWebhook", url=address)
    answer = await ask(telegram, "getUpdates")
    assert answer["error_code"] == 409
    assert "webhook is active" in answer["description"]
    await ask(telegram, "deleteWebhook")
    assert (await ask(telegram, "getUpdates"))["ok"]


async def test_setting_a_webhook_ends_a_waiting_poll(
    telegram: Telegram, address: str
) -> None:
    async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(ask(telegram, "getUpdates", timeout=50))
        await asyncio.sleep(0.01)
        await ask(telegram, "setWebhook", url=address)
    assert waiting.result()["error_code"] == 409


async def test_pending_updates_are_dropped_when_asked(
    telegram: Telegram, olena: Person
) -> None:
    olena.says("a")
    await ask(telegram, "deleteWebhook", drop_pending_updates=True)
    assert len(telegram.updates) == 0


def test_pauses_double_up_to_a_minute() -> None:
    pauses = [pause(attempt, None) for attempt in range(1, 9)]
    assert pauses == [0, 2, 4, 8, 16, 32, 60, 60]
    assert pause(1, 5000.0) == 3600
