import json
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.playground.person import Person
from bot.playground.spec import generate
from bot.playground.spec.check import check
from bot.playground.telegram import Telegram

from .conftest import ask

BUTTON = {"text": "a", "callback_data": "a"}
INLINE = {"inline_keyboard": [[BUTTON]]}
SENDS: dict[str, Any] = {"chat_id": 1, "text": "a"}


def test_the_tables_are_those_of_the_description() -> None:
    api = json.loads(generate.SOURCE.read_text())
    assert generate.render(api) == generate.TARGET.read_text()


@pytest.mark.parametrize(
    "params",
    [
        {"chat_id": "@viche"},
        {"chat_id": "-100"},
        {"reply_markup": INLINE},
        {"reply_markup": json.dumps(INLINE)},
        {"reply_markup": {"keyboard": [[{"text": "b"}]]}},
        {"reply_markup": {"remove_keyboard": True}},
        {"reply_markup": {"force_reply": True}},
        {"entities": [{"type": "bold", "offset": 0, "length": 1}]},
        {"disable_notification": "true"},
        {"link_preview_options": {"is_disabled": True}},
    ],
)
def test_what_the_description_allows_passes(params: dict[str, Any]) -> None:
    assert check("sendMessage", SENDS | params) == []


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"chatid": 1}, 'parameter "chatid" of sendMessage is unknown'),
        ({"text": 1}, '"text" of sendMessage must be String'),
        ({"text": None}, '"text" of sendMessage must be String'),
        ({"message_thread_id": "a"}, '"message_thread_id" of sendMessage must be'),
        ({"disable_notification": 1}, '"disable_notification" of sendMessage must be'),
        ({"entities": {}}, '"entities" of sendMessage must be Array of MessageEntity'),
        ({"entities": [{"type": "bold"}]}, '"offset" of MessageEntity is required'),
        ({"reply_markup": {"buttons": []}}, "is required"),
        ({"reply_markup": {"inline_keyboard": [BUTTON]}}, '"inline_keyboard" of'),
        ({"reply_markup": {"inline_keyboard": [[{}]]}}, "is required"),
        (
            {"reply_markup": {"inline_keyboard": [[BUTTON | {"colour": "red"}]]}},
            'parameter "colour" of InlineKeyboardButton is unknown',
        ),
    ],
)
def test_what_the_description_forbids_is_reported(
    params: dict[str, Any], problem: str
) -> None:
    assert any(problem in one for one in check("sendMessage", SENDS | params))


def test_what_is_required_is_missed() -> None:
    assert check("sendMessage", {"chat_id": 1}) == [
        'parameter "text" of sendMessage is required'
    ]


def test_unions_are_checked_by_their_kinds() -> None:
    scope = {"type": "chat", "chat_id": 1}
    commands = [{"command": "a", "description": "a"}]
    assert check("setMyCommands", {"commands": commands, "scope": scope}) == []
    assert check("setMyCommands", {"commands": commands, "scope": {"kind": 1}})


async def test_a_wrong_call_is_refused(telegram: Telegram) -> None:
    answer = await ask(telegram, "sendMessage", chat_id=1, text="a", colour="red")
    assert answer["error_code"] == 400
    assert "colour" in answer["description"]


async def test_calls_of_python_telegram_bot_pass_the_check(
    bot: Bot, telegram: Telegram, olena: Person
) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a")]])
    sent = await bot.send_message(olena.id, "<b>a</b>", "HTML", reply_markup=markup)
    await bot.edit_message_text("b", olena.id, sent.message_id)
    await bot.set_my_commands([("start", "a")], language_code="uk")
    await bot.set_message_reaction(olena.id, sent.message_id, "👍")
    await bot.send_document(olena.id, b"a,b", filename="a.csv", caption="c")
    await bot.send_photo(olena.id, b"png")
    await bot.delete_message(olena.id, sent.message_id)
    assert [check(call.method, call.params) for call in telegram.calls] == [[]] * 8
    assert all(call.accepted for call in telegram.calls)
