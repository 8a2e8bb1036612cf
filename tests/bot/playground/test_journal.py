import json
from pathlib import Path

from bot.playground.telegram import Telegram

from .conftest import Clock, ask, poll


async def test_the_file_tells_the_life_of_an_update(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "journal.jsonl"
    telegram = Telegram(now=clock, journal=path)
    olena = telegram.person("Olena")
    olena.says("a", tag="t1")
    (update,) = await poll(telegram)
    number = update["update_id"]
    await poll(telegram, offset=number + 1)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    life = [line for line in lines if line["kind"] != "call"]
    made, handed, confirmed = life
    assert handed == {
        "t": clock.now,
        "kind": "handed",
        "update_id": number,
        "how": "poll",
        "attempt": 1,
        "n": 1,
    }
    assert confirmed == {
        "t": clock.now,
        "kind": "confirmed",
        "update_id": number,
        "how": "poll",
        "updates": [number],
    }
    assert made == {
        "t": clock.now,
        "kind": "made",
        "update_id": number,
        "update_kind": "message",
        "chat": olena.id,
        "user": olena.id,
        "tag": "t1",
    }
    await telegram.close()


async def test_a_call_is_told_with_its_plain_text_and_without_the_token(
    telegram: Telegram,
) -> None:
    olena = telegram.person("Olena")
    olena.starts()
    params = {"chat_id": olena.id, "text": "<b>a</b>", "parse_mode": "HTML"}
    await ask(telegram, "sendMessage", **params)
    line = telegram.journal[-1]
    assert line["text"] == "a"
    assert line["params"] == params
    assert (line["n"], line["method"], line["chat"]) == (1, "sendMessage", olena.id)
    assert (line["accepted"], line["outcome"], line["message_id"]) == (True, "ok", 2)
    assert telegram.token not in json.dumps(telegram.journal)


async def test_a_refused_call_is_told(telegram: Telegram) -> None:
    await ask(telegram, "sendMessage", chat_id=1, text="a")
    line = telegram.journal[-1]
    assert (line["accepted"], line["outcome"]) == (False, "400")
    assert line["description"] == "Bad Request: chat not found"
