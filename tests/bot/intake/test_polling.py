"""Long polling confirms only what is committed."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.api import Api
from bot.db import Sessions
from bot.errors import StartError
from bot.intake import polling
from bot.intake.polling import ALLOWED, Poller
from bot.intake.store import Inbox
from bot.models import Inbox as Row
from bot.playground.faults import Kind
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest
from tests import world


class EnoughError(Exception):
    """Ends the poller when updates were taken in."""


class FailingInbox(Inbox):
    """Fails at the first time, before or after the commit."""

    fails = True
    after = False

    @override
    async def store(self, updates: Sequence[dict[str, Any]]) -> set[int]:
        lanes = set()
        if self.after or not self.fails:
            lanes = await super().store(updates)
        if self.fails:
            self.fails = False
            raise OSError
        return lanes


@pytest.fixture
def inbox(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> FailingInbox:
    monkeypatch.setattr(polling, "PAUSE", 0.0)
    inbox = FailingInbox(sessions, 42)
    inbox.fails = False
    return inbox


@pytest.fixture
def poller(inbox: Inbox, telegram: Telegram) -> Poller:
    api = Api(InProcessRequest(telegram), "http://telegram.test", world.TOKEN)
    return Poller(api, inbox, enough)


def enough(_lanes: set[int]) -> None:
    raise EnoughError


async def poll(poller: Poller) -> None:
    with pytest.raises(EnoughError):
        await poller.run()


def offsets(telegram: Telegram) -> list[int | None]:
    return [call.params.get("offset") for call in telegram.calls_of("getUpdates")]


async def test_updates_are_taken_in_and_offered(
    poller: Poller, telegram: Telegram, session: AsyncSession
) -> None:
    telegram.person("Olena").says("one")
    await poll(poller)
    assert (await session.scalars(select(Row.state))).all() == ["new"]


async def test_the_offset_moves_past_what_is_committed(
    poller: Poller, telegram: Telegram
) -> None:
    olena = telegram.person("Olena")
    olena.says("one")
    await poll(poller)
    taken = telegram.updates.waiting()[-1].id
    olena.says("two")
    await poll(poller)
    assert offsets(telegram) == [None, taken + 1]


@pytest.mark.parametrize("after", [False, True])
async def test_what_could_not_be_stored_is_asked_for_again(
    poller: Poller,
    inbox: FailingInbox,
    telegram: Telegram,
    session: AsyncSession,
    *,
    after: bool,
) -> None:
    inbox.fails, inbox.after = True, after
    telegram.person("Olena").says("one")
    await poll(poller)
    rows = await session.scalar(select(func.count()).select_from(Row))
    assert (offsets(telegram), rows) == ([None, None], 1)


@pytest.mark.parametrize("kind", ["500", "502", "garbage", "timeout", "reset", "429"])
async def test_a_fault_of_telegram_is_waited_out(
    poller: Poller,
    telegram: Telegram,
    kind: Kind,
) -> None:
    telegram.faults.next(kind, "getUpdates").retry_after = 0
    telegram.person("Olena").says("one")
    await poll(poller)
    assert offsets(telegram) == [None, None]


async def test_a_refused_token_ends_the_start(
    poller: Poller, telegram: Telegram
) -> None:
    telegram.faults.next("401", "getUpdates")
    with pytest.raises(StartError, match="BOT_TOKEN"):
        await poller.run()


async def test_the_kinds_of_updates_are_named(
    poller: Poller, telegram: Telegram
) -> None:
    telegram.person("Olena").says("one")
    await poll(poller)
    assert telegram.updates.allowed == set(ALLOWED)


@pytest.mark.parametrize("spoilt", ["", "getWebhookInfo", "deleteWebhook"])
async def test_a_webhook_of_before_is_removed_also_after_a_fault(
    poller: Poller, telegram: Telegram, spoilt: str
) -> None:
    await telegram.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    if spoilt:
        telegram.faults.next("500", spoilt)
    telegram.person("Olena").says("one")
    await poll(poller)
    webhook = telegram.courier.webhook
    await telegram.close()
    assert webhook is None
