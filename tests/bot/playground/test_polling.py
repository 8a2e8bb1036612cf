import asyncio

from bot.playground.person import Person
from bot.playground.telegram import Telegram

from .conftest import Clock, ask, poll, texts


async def test_updates_come_again_until_a_higher_offset(
    telegram: Telegram, olena: Person
) -> None:
    olena.says("a")
    first, again = await poll(telegram), await poll(telegram)
    assert first == again
    assert await poll(telegram, offset=first[0]["update_id"] + 1) == []
    assert await poll(telegram) == []


async def test_the_same_offset_confirms_nothing(
    telegram: Telegram, olena: Person
) -> None:
    olena.says("a")
    (update,) = await poll(telegram)
    assert await poll(telegram, offset=update["update_id"]) == [update]


async def test_a_negative_offset_forgets_all_but_the_last(
    telegram: Telegram, olena: Person
) -> None:
    for text in "abc":
        olena.says(text)
    assert texts(await poll(telegram, offset=-1)) == ["c"]
    assert texts(await poll(telegram)) == ["c"]


async def test_updates_are_numbered_and_ordered_over_all_chats(
    telegram: Telegram, olena: Person
) -> None:
    taras = telegram.person("Taras")
    olena.says("a")
    taras.says("b")
    olena.says("c")
    updates = await poll(telegram)
    start = updates[0]["update_id"]
    assert texts(updates) == ["a", "b", "c"]
    assert [one["update_id"] - start for one in updates] == [0, 1, 2]


async def test_a_limit_hands_out_the_oldest(telegram: Telegram, olena: Person) -> None:
    for text in "abc":
        olena.says(text)
    assert texts(await poll(telegram, limit=2)) == ["a", "b"]


async def test_a_waiting_poll_wakes_on_a_message(
    telegram: Telegram, olena: Person
) -> None:
    async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(poll(telegram, timeout=50))
        await asyncio.sleep(0.01)
        olena.says("a")
    assert texts(waiting.result()) == ["a"]


async def test_a_poll_without_news_comes_back_empty(telegram: Telegram) -> None:
    assert await poll(telegram, timeout=0) == []


async def test_a_second_poller_ends_the_first(
    telegram: Telegram, olena: Person
) -> None:
    async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(ask(telegram, "getUpdates", timeout=50))
        await asyncio.sleep(0.01)
        second = tasks.create_task(ask(telegram, "getUpdates", timeout=50))
        await asyncio.sleep(0.01)
        olena.says("a")
    assert first.result()["error_code"] == 409
    assert "other getUpdates" in first.result()["description"]
    assert texts(second.result()["result"]) == ["a"]


async def test_kinds_that_were_not_asked_for_never_come(
    telegram: Telegram, olena: Person
) -> None:
    await poll(telegram, allowed_updates=["message"])
    olena.blocks()
    olena.unblocks()
    olena.says("a")
    assert texts(await poll(telegram)) == ["a"]


async def test_messages_live_a_day(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    olena.says("a")
    clock.move(86399)
    assert texts(await poll(telegram)) == ["a"]
    clock.move(1)
    assert await poll(telegram) == []
    assert telegram.journal[-2]["kind"] == "expired"


async def test_presses_live_150_seconds(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    olena.forges("x", message_id=1)
    clock.move(149)
    assert len(await poll(telegram)) == 1
    clock.move(1)
    assert await poll(telegram) == []


async def test_duplicates_come_once_more_after_they_were_confirmed(
    telegram: Telegram, olena: Person
) -> None:
    telegram.updates.trouble.duplicate = 1.0
    olena.says("a")
    (update,) = await poll(telegram)
    offset = update["update_id"] + 1
    assert await poll(telegram, offset=offset) == [update]
    assert await poll(telegram, offset=offset) == []


async def test_late_updates_come_after_higher_ones_and_are_not_lost(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    telegram.updates.trouble.late = 1.0
    olena.says("late")
    telegram.updates.trouble.late = 0.0
    olena.says("early")
    (early,) = await poll(telegram)
    offset = early["update_id"] + 1
    assert await poll(telegram, offset=offset) == []
    clock.move(2)
    assert texts(await poll(telegram, offset=offset)) == ["late"]
    assert await poll(telegram, offset=offset) == []


async def test_shuffled_updates_all_come(telegram: Telegram, olena: Person) -> None:
    telegram.updates.trouble.shuffle = 1.0
    for text in "abcdefgh":
        olena.says(text)
    came = texts(await poll(telegram))
    assert came != sorted(came)
    assert sorted(came) == list("abcdefgh")
