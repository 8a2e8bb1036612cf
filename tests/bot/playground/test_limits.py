from bot.playground.group import Group
from bot.playground.limits import Limits
from bot.playground.person import Person
from bot.playground.telegram import Telegram

from .conftest import Clock, ask


async def sends(telegram: Telegram, chat_id: int) -> int:
    answer = await ask(telegram, "sendMessage", chat_id=chat_id, text="a")
    return int(answer.get("parameters", {}).get("retry_after", 0))


def people(telegram: Telegram, count: int) -> list[Person]:
    everybody = [telegram.person() for _ in range(count)]
    for person in everybody:
        person.starts()
    return everybody


async def test_without_limits_anything_goes(telegram: Telegram, olena: Person) -> None:
    assert {await sends(telegram, olena.id) for _ in range(100)} == {0}


async def test_thirty_messages_a_second_pass(telegram: Telegram, clock: Clock) -> None:
    everybody = people(telegram, 31)
    telegram.limits = Limits()
    waits = [await sends(telegram, person.id) for person in everybody]
    assert waits == [*[0] * 30, 1]
    clock.move(1)
    assert await sends(telegram, everybody[-1].id) == 0


async def test_a_person_gets_a_burst_and_then_one_a_second(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    telegram.limits = Limits(burst_per_chat=3)
    assert [await sends(telegram, olena.id) for _ in range(4)] == [0, 0, 0, 1]
    clock.move(1)
    assert [await sends(telegram, olena.id) for _ in range(2)] == [0, 1]


async def test_a_group_gets_twenty_a_minute(
    telegram: Telegram, group: Group, clock: Clock
) -> None:
    telegram.limits = Limits()
    assert {await sends(telegram, group.id) for _ in range(20)} == {0}
    clock.move(45)
    assert await sends(telegram, group.id) == 15
    clock.move(15)
    assert await sends(telegram, group.id) == 0


async def test_edits_count_in_groups(telegram: Telegram, group: Group) -> None:
    telegram.limits = Limits(per_group_minute=2)
    sent = await ask(telegram, "sendMessage", chat_id=group.id, text="a")
    edit = {"chat_id": group.id, "message_id": sent["result"]["message_id"]}
    assert (await ask(telegram, "editMessageText", **edit, text="b"))["ok"]
    answer = await ask(telegram, "editMessageText", **edit, text="c")
    assert answer["description"] == "Too Many Requests: retry after 60"


async def test_answers_to_people_who_wait_need_not_count(
    telegram: Telegram, clock: Clock
) -> None:
    everybody = people(telegram, 100)
    telegram.limits = Limits(answer_window=30.0)
    assert {await sends(telegram, person.id) for person in everybody} == {0}
    clock.move(31)
    waits = [await sends(telegram, person.id) for person in everybody]
    assert waits.count(0) == 30


async def test_a_refused_message_is_journalled_with_its_wait(
    telegram: Telegram, olena: Person
) -> None:
    telegram.limits = Limits(burst_per_chat=1)
    await sends(telegram, olena.id)
    await sends(telegram, olena.id)
    last = telegram.journal[-1]
    assert (last["outcome"], last["retry_after"]) == ("429", 1)
